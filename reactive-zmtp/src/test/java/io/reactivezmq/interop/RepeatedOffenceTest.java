package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** A socket whose every connection is closed by the peer, right after the handshake and for the same reason. */
@DisplayName("An offence that every new connection repeats")
class RepeatedOffenceTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final int ATTEMPTS = 6;

    /** What the connecting socket does that the bound one does not put up with. */
    enum Offence {
        LONG_SUBSCRIPTION,
        TOO_MANY_SUBSCRIPTIONS,
        LARGE_HELLO,
        LARGE_MESSAGES;

        ZmqSocket<?> bound(ZmqContext zmq) {
            return switch (this) {
                case LONG_SUBSCRIPTION -> {
                    PubSocket pub = zmq.pub();
                    yield pub;
                }
                case TOO_MANY_SUBSCRIPTIONS -> {
                    PubSocket pub = zmq.pub(o -> o.maxSubscriptionsPerPeer(2));
                    yield pub;
                }
                case LARGE_HELLO -> {
                    RouterSocket router = zmq.router(o -> o.maxFrameSize(100));
                    router.receive().subscribe();
                    yield router;
                }
                case LARGE_MESSAGES -> {
                    PullSocket pull = zmq.pull(o -> o.maxFrameSize(100));
                    pull.receive().subscribe();
                    yield pull;
                }
            };
        }

        ZmqSocket<?> connecting(ZmqContext zmq) {
            return switch (this) {
                case LONG_SUBSCRIPTION -> {
                    SubSocket sub = zmq.sub(Offence::reconnects);
                    yield sub.subscribe("x".repeat(5_000)).subscribe("other");
                }
                case TOO_MANY_SUBSCRIPTIONS -> {
                    SubSocket sub = zmq.sub(Offence::reconnects);
                    yield sub.subscribe("a").subscribe("b").subscribe("c");
                }
                case LARGE_HELLO -> {
                    DealerSocket dealer = zmq.dealer(o -> reconnects(o).helloMessage("x".repeat(101)));
                    yield dealer;
                }
                case LARGE_MESSAGES -> {
                    PushSocket push = zmq.push(o -> reconnects(o).sendHighWaterMark(1));
                    push.send(Flux.interval(Duration.ofMillis(1))
                                    .onBackpressureDrop()
                                    .map(i -> ZmqMessage.of("x".repeat(101))))
                            .onErrorComplete()
                            .subscribe();
                    yield push;
                }
            };
        }

        private static <O extends SocketOptions<O>> O reconnects(O options) {
            return options.reconnectInterval(FIRST)
                    .reconnectIntervalMax(Duration.ofSeconds(10))
                    .linger(Duration.ZERO);
        }
    }

    private static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Loops loops : Loops.values()) {
            for (String transport : List.of("tcp", "ipc", "ws", "inproc")) {
                for (Offence offence : Offence.values()) {
                    if (!transport.equals("inproc") || offence == Offence.TOO_MANY_SUBSCRIPTIONS) {
                        cases.add(Arguments.of(loops, transport, offence));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{2} by {1} on {0}")
    @MethodSource("cases")
    @DisplayName("is repeated less and less often")
    void growsRare(Loops kind, String transport, Offence offence) {
        assumeTrue(kind.areAvailable());
        Loops.Running loops = kind.start();
        ZmqContext zmq = ZmqContext.on(loops.group());
        try {
            String place = transport.equals("inproc") || transport.equals("ipc") ? "*" : "127.0.0.1:*";
            Endpoint at = offence.bound(zmq).bind(transport + "://" + place).block(LIMIT);
            ZmqSocket<?> connecting = offence.connecting(zmq);
            EventLog events = EventLog.of(connecting);
            connecting.connect(at);
            Duration least = FIRST;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                events.next(HandshakeSucceeded.class);
                events.next(Disconnected.class);
                assertThat(events.next(ConnectRetried.class).delay()).isBetween(least, least.multipliedBy(2));
                least = least.multipliedBy(2);
            }
        } finally {
            zmq.close().block(LIMIT);
            loops.close();
        }
    }
}
