package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.RawPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("What peers that have left leave behind")
class LeftoversTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MARK = 10;
    private static final int PEERS = 200;

    @TempDir
    Path directory;

    private Loops.Running loops;
    private ZmqContext zmq;

    record Case(Loops kind, String scheme, int each) {

        static Stream<Case> all() {
            return Stream.of(Loops.values())
                    .flatMap(kind -> Stream.of("tcp", "ipc", "ws")
                            .flatMap(scheme -> Stream.of(MARK, 3 * MARK).map(each -> new Case(kind, scheme, each))));
        }
    }

    private void open(Loops kind) {
        loops = kind.start();
        zmq = ZmqContext.on(loops.group());
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
        loops.close();
    }

    private String endpoint(String scheme) {
        return switch (scheme) {
            case "ipc" -> "ipc://" + directory.resolve("s");
            default -> scheme + "://127.0.0.1:*";
        };
    }

    @ParameterizedTest
    @MethodSource("io.reactivezmq.interop.LeftoversTest$Case#all")
    @DisplayName("is bounded by the mark over all of them, and arrives in each one's order")
    void manyPeers(Case given) {
        open(given.kind());
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(MARK));
        Endpoint at = pull.bind(endpoint(given.scheme())).block(LIMIT);
        for (int i = 0; i < PEERS; i++) {
            PushSocket push = zmq.push();
            push.connect(at).awaitPeers(1).block(LIMIT);
            int peer = i;
            push.send(Flux.range(0, given.each()).map(n -> Numbered.message(peer * 1000L + n, 100)))
                    .block(LIMIT);
            push.close().block(LIMIT);
        }
        // A connection that is seen to have ended only after the next one has come adds to it.
        assertThat(pull.statistics().block(LIMIT).messagesReceived()).isBetween((long) MARK, 3L * MARK);
        long[] next = new long[PEERS];
        pull.receive()
                .take((long) PEERS * given.each())
                .map(Numbered::of)
                .doOnNext(number -> assertThat(number % 1000).isEqualTo(next[(int) (number / 1000)]++))
                .blockLast(LIMIT);
        assertThat(next).containsOnly(given.each());
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName("is bounded in a context as well, where the senders wait")
    void inproc(Loops kind) {
        open(kind);
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(MARK));
        pull.bind("inproc://leftovers").block(LIMIT);
        List<Mono<Void>> closed = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            PushSocket push = zmq.push();
            push.connect("inproc://leftovers").awaitPeers(1).block(LIMIT);
            push.send(Flux.range(0, MARK).map(n -> Numbered.message(n, 8))).block(LIMIT);
            if (i == 0) {
                Await.until(
                        "the first one's", () -> pull.statistics().block(LIMIT).messagesReceived() == MARK);
                push.close().block(LIMIT);
            } else {
                closed.add(push.close());
            }
        }
        assertThat(pull.statistics().block(LIMIT).messagesReceived()).isEqualTo(MARK);
        assertThat(pull.receive().take((long) PEERS * MARK).count().block(LIMIT))
                .isEqualTo((long) PEERS * MARK);
        Mono.when(closed).block(LIMIT);
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName("counts together for an identity that comes again and again")
    void sameIdentity(Loops kind) {
        open(kind);
        RouterSocket router = zmq.router(o -> o.receiveHighWaterMark(MARK).handover(true));
        Endpoint at = router.bind("tcp://127.0.0.1:*").block(LIMIT);
        for (int i = 0; i < 20; i++) {
            try (RawPeer dealer = RawPeer.connect(at).shakeHands("DEALER")) {
                for (int n = 0; n < MARK; n++) {
                    dealer.send(ZmqMessage.of("again"));
                }
            }
        }
        assertThat(router.receive().take(20 * MARK).count().block(LIMIT)).isEqualTo(20 * MARK);
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName("does not keep live peers from being served")
    void liveOnesGoOn(Loops kind) {
        open(kind);
        RepSocket rep = zmq.rep(o -> o.receiveHighWaterMark(2));
        Endpoint at = rep.bind("tcp://127.0.0.1:*").block(LIMIT);
        for (int i = 0; i < 20; i++) {
            try (RawPeer asker = RawPeer.connect(at).shakeHands("REQ")) {
                asker.send(ZmqMessage.of("", "never mind"));
            }
        }
        List<Mono<String>> answers = IntStream.range(0, 20)
                .mapToObj(i -> {
                    ReqSocket req = zmq.req().connect(at);
                    return req.request("question " + i).map(ZmqMessage::text).cache();
                })
                .toList();
        answers.forEach(Mono::subscribe);
        rep.serve(Mono::just, 1).subscribe();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).block(LIMIT)).isEqualTo("question " + i);
        }
    }
}
