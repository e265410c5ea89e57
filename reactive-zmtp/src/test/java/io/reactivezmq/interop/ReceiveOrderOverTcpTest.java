package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@DisplayName("Receivers that come one after the other, over tcp")
class ReceiveOrderOverTcpTest {

    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final int EACH = 4_000;
    private static final int PEERS = 3;

    /** What makes one Flux of all messages, with one subscription after the other. */
    record Form(String name, Function<PullSocket, Flux<ZmqMessage>> of) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** On each kind of loops the same. */
    abstract static class OnLoops extends OnKindOfLoops {

        OnLoops(Loops kind) {
            super(kind);
        }

        static Stream<Form> forms() {
            return Stream.of(
                    new Form(
                            "next().repeat()",
                            pull -> pull.receive(Schedulers.parallel()).next().repeat()),
                    new Form(
                            "take(10).repeat()",
                            pull -> pull.receive(Schedulers.boundedElastic())
                                    .take(10)
                                    .repeat()),
                    new Form(
                            "all kinds in turn",
                            pull -> Flux.range(0, Integer.MAX_VALUE)
                                    .hide()
                                    .concatMap(
                                            i -> switch (i % 3) {
                                                case 0 -> pull.receive().take(3);
                                                case 1 ->
                                                    pull.receive(Schedulers.parallel())
                                                            .take(1 + i % 40);
                                                default -> pull.receiveOne(LIMIT);
                                            },
                                            1)));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("forms")
        @DisplayName("see the order of each peer, and all of it")
        void seeTheOrderOfEachPeer(Form form) {
            PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(64));
            String at = pull.bind("tcp://127.0.0.1:*").block(LIMIT).uri();
            for (int peer = 0; peer < PEERS; peer++) {
                int number = peer;
                PushSocket push = zmq.push().connect(at);
                push.send(Flux.range(0, EACH).map(i -> ZmqMessage.of(number + ":" + i)))
                        .subscribe();
            }
            List<ZmqMessage> all =
                    form.of().apply(pull).take(PEERS * EACH).collectList().block(LIMIT);
            List<List<String>> received = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            all.forEach(message -> received.get(message.text().charAt(0) - '0').add(message.text()));
            for (int peer = 0; peer < PEERS; peer++) {
                int number = peer;
                assertThat(received.get(peer))
                        .isEqualTo(IntStream.range(0, EACH)
                                .mapToObj(i -> number + ":" + i)
                                .toList());
            }
        }
    }

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }
    }

    @Nested
    @DisplayName("on the JDK's selector")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }
    }
}
