package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.testing.EventLog;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Exceptions;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** The sockets of one test of {@link ApplicationFailureTest}, all on one loop. */
final class FailureScene {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final ZmqContext zmq = ZmqContext.create(o -> o.loops(1));
    private final String transport;
    final ApplicationFailure failure;
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Throwable> firstDropped = new CompletableFuture<>();

    FailureScene(String transport, ApplicationFailure failure) {
        this.transport = transport;
        this.failure = failure;
        Hooks.onErrorDropped(error -> {
            Throwable cause = Exceptions.unwrap(error);
            dropped.add(cause);
            if (failure.is(cause)) {
                firstDropped.complete(cause);
            }
        });
    }

    String bound(ZmqSocket<?> socket) {
        return socket.bind(
                        transport.equals("tcp") ? "tcp://127.0.0.1:*" : "inproc://failures-" + NUMBER.incrementAndGet())
                .block(PATIENCE)
                .uri();
    }

    String ask(ReqSocket req) {
        return req.request("ask").block(PATIENCE).text();
    }

    Throwable reported() {
        return get(firstDropped);
    }

    Throwable caught(ApplicationFailure thrown) {
        try {
            return thrown.raise();
        } catch (Throwable caught) {
            return caught;
        }
    }

    Subscription subscription(boolean onRequest, boolean onCancel) {
        return new Subscription() {
            @Override
            public void request(long count) {
                if (onRequest) {
                    failure.raise();
                }
            }

            @Override
            public void cancel() {
                if (onCancel) {
                    failure.raise();
                }
            }
        };
    }

    /** A handler with one place fails, and its asker and another one are served afterwards. */
    Throwable serving(java.util.function.Function<ZmqMessage, Publisher<ZmqMessage>> broken) {
        RepSocket rep = zmq.rep();
        EventLog events = EventLog.of(rep);
        String at = bound(rep);
        rep.serve(request -> request.text().equals("bad") ? broken.apply(request) : Mono.just(request), 1)
                .subscribe();
        ReqSocket first = zmq.req(o -> o.maxInFlight(2)).connect(at);
        EventLog firstEvents = EventLog.of(first);
        assertThat(ask(first)).isEqualTo("ask");
        first.request("bad").subscribe();
        SocketEvent.RequestFailed reported = events.next(SocketEvent.RequestFailed.class);
        assertThat(ask(first)).isEqualTo("ask");
        assertThat(ask(zmq.req().connect(at))).isEqualTo("ask");
        assertConnected(first, firstEvents);
        return reported.cause();
    }

    /** A receiver fails, and the next one gets what comes then. */
    Throwable receiving(java.util.function.Function<PullSocket, Publisher<ZmqMessage>> how) {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push();
        EventLog events = EventLog.of(push);
        push.connect(bound(pull));
        ThrowingSubscriber<ZmqMessage> broken = new ThrowingSubscriber<>(failure);
        how.apply(pull).subscribe(broken);
        push.send(ZmqMessage.of("bad")).block(PATIENCE);
        Throwable reported = broken.error();
        CompletableFuture<ZmqMessage> next = Mono.from(how.apply(pull)).toFuture();
        push.send(ZmqMessage.of("next")).block(PATIENCE);
        assertThat(get(next).text()).isEqualTo("next");
        assertConnected(push, events);
        return reported;
    }

    /** An authenticator fails for the first peer, which is refused, and lets the next one in. */
    Throwable authenticating(java.util.function.Function<Object, Mono<AuthResult>> broken) {
        AtomicBoolean first = new AtomicBoolean(true);
        PullSocket pull = zmq.pull(o -> o.authenticator(
                request -> first.getAndSet(false) ? broken.apply(request) : Mono.just(AuthResult.accepted())));
        EventLog events = EventLog.of(pull);
        PushSocket push =
                zmq.push(o -> o.reconnectInterval(Duration.ofMillis(10))).connect(bound(pull));
        SocketEvent.AuthenticationFailed refused = events.next(SocketEvent.AuthenticationFailed.class);
        assertThat(refused.status()).isEqualTo(500);
        push.send(ZmqMessage.of("m")).block(PATIENCE);
        assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("m");
        return failure.isFatal() ? reported() : caught(failure);
    }

    void assertConnected(ZmqSocket<?> socket, EventLog events) {
        assertThat(socket.statistics().block(PATIENCE).dropped(DropReason.PEER_GONE))
                .isZero();
        assertThat(events.all()).noneMatch(event -> event instanceof SocketEvent.Disconnected);
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("it does not come", e);
        }
    }
}
