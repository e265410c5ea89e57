package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SocketListener;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.EndpointState.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** Draining, states of endpoints and listeners, with real connections. */
class DrainOverTcpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ZmqContext local = ZmqContext.create(o -> o.loops(1));
    private final ZmqContext remote = ZmqContext.create(o -> o.loops(1));

    @AfterEach
    void close() {
        local.close().block(PATIENCE);
        remote.close().block(PATIENCE);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("something comes").isNotNull();
        return next;
    }

    @Test
    void requestsUnderWayAreAnsweredAndThoseOfOthersRefused() throws Exception {
        RepSocket rep = local.rep();
        BlockingQueue<Sinks.One<ZmqMessage>> handling = new LinkedBlockingQueue<>();
        rep.serve(request -> {
                    Sinks.One<ZmqMessage> reply = Sinks.one();
                    handling.add(reply);
                    return reply.asMono();
                })
                .subscribe();
        Endpoint at = rep.bind("tcp://127.0.0.1:*").block(PATIENCE);
        ReqSocket req = remote.req().connect(at);
        CompletableFuture<String> answer =
                req.request("q").map(ZmqMessage::text).toFuture();
        Sinks.One<ZmqMessage> reply = next(handling);

        CompletableFuture<Void> drained = rep.drain(PATIENCE).toFuture();
        // The port is free before the handler has ended.
        StepVerifier.create(Mono.defer(() -> local.rep().bind(at.uri()))
                        .retryWhen(Retry.fixedDelay(500, Duration.ofMillis(20))))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(drained).isNotDone();
        reply.tryEmitValue(ZmqMessage.of("r"));
        assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("r");
        drained.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(local.sockets()).hasSize(1).doesNotContain(rep);
    }

    @Test
    void aPullDeliversWhatItHasReceived() throws Exception {
        PullSocket pull = local.pull(o -> o.receiveHighWaterMark(10));
        PushSocket push = remote.push(o -> o.linger(Duration.ZERO))
                .connect(pull.bind("tcp://127.0.0.1:*").block(PATIENCE));
        for (int i = 0; i < 10; i++) {
            push.send(ZmqMessage.of("m" + i)).block(PATIENCE);
        }
        Mono.defer(pull::statistics)
                .repeatWhen(rounds -> rounds.delayElements(Duration.ofMillis(10)))
                .filter(statistics -> statistics.receiveQueue() == 10)
                .blockFirst(PATIENCE);
        CompletableFuture<Void> drained = pull.drain(PATIENCE).toFuture();
        push.send(ZmqMessage.of("late")).block(PATIENCE);
        StepVerifier.create(pull.receive().map(ZmqMessage::text), 0)
                .thenRequest(3)
                .expectNext("m0", "m1", "m2")
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(7)
                .expectComplete()
                .verify(PATIENCE);
        drained.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aListenerAndTheStatesOfEndpointsFollowAConnection() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        local.addListener(new SocketListener() {
            @Override
            public void opened(ZmqSocket<?> socket) {
                calls.add("opened " + socket.name());
            }

            @Override
            public void closed(ZmqSocket<?> socket) {
                calls.add("closed " + socket.name());
            }
        });
        PullSocket pull = local.pull(o -> o.name("sink"));
        assertThat(next(calls)).isEqualTo("opened sink");
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(PATIENCE);
        PushSocket push = remote.push(o -> o.name("source")).connect(at);
        push.awaitPeers(1).block(PATIENCE);
        pull.awaitPeers(1).block(PATIENCE);
        assertThat(states(pull)).containsExactly(at.uri() + " " + Status.LISTENING + " 1");
        assertThat(states(push)).containsExactly(at.uri() + " " + Status.CONNECTED + " 1");

        pull.close().block(PATIENCE);
        assertThat(next(calls)).isEqualTo("closed sink");
        EndpointState lost = Mono.defer(push::endpoints)
                .repeatWhen(rounds -> rounds.delayElements(Duration.ofMillis(10)))
                .map(states -> states.get(0))
                .filter(state -> state.attempts() > 0)
                .blockFirst(PATIENCE);
        assertThat(lost.status()).isEqualTo(Status.CONNECTING);
        assertThat(lost.lastFailure()).hasMessageContaining(at.uri());
    }

    private static List<String> states(ZmqSocket<?> socket) {
        return socket.endpoints().block(PATIENCE).stream()
                .map(state -> state.endpoint() + " " + state.status() + " " + state.peers())
                .toList();
    }
}
