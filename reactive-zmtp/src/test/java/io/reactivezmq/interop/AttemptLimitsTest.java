package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import io.reactivezmq.testing.RawPeer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Each step of an attempt to connect may never end, or fail in any way: it ends in an event and another attempt. */
class AttemptLimitsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** What a resolver can do other than answer. */
    enum Resolver {
        SILENT(Mono::never),
        EMPTY(Mono::empty),
        FAILING(() -> Mono.error(new UnknownHostException("svc.test"))),
        FAILING_FATALLY(() -> Mono.error(new StackOverflowError())),
        WITHOUT_ADDRESSES(() -> Mono.just(List.of())),
        WITH_NULL(() -> Mono.just(Arrays.asList((InetAddress) null))),
        NULL(() -> null),
        THROWING(() -> {
            throw new IllegalStateException("the application's");
        }),
        THROWING_AN_ERROR(() -> {
            throw new NoClassDefFoundError("the application's");
        }),
        SILENT_AFTER_A_WHILE(() -> Mono.delay(Duration.ofMillis(10)).then(Mono.never()));

        private final Supplier<Mono<List<InetAddress>>> answer;

        Resolver(Supplier<Mono<List<InetAddress>>> answer) {
            this.answer = answer;
        }
    }

    abstract static class OnLoops extends OnKindOfLoops {

        OnLoops(Loops kind) {
            super(kind);
        }

        private Supplier<Mono<List<InetAddress>>> first = () -> Mono.just(List.of(HERE));
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        protected void set(ContextOptions options) {
            options.resolver(host -> asked.getAndIncrement() == 0 ? first.get() : Mono.just(List.of(HERE)));
        }

        private static PushOptions fast(PushOptions options) {
            return options.reconnectInterval(Duration.ofMillis(20)).linger(Duration.ZERO);
        }

        private static void assertTraffic(PushSocket push, PullSocket pull) {
            push.send("x").block(LIMIT);
            assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));
        }

        private static void assertTimeout(Throwable cause, Stage stage) {
            assertThat(cause)
                    .isInstanceOfSatisfying(
                            LinkTimeoutException.class,
                            timeout -> assertThat(timeout.stage()).isEqualTo(stage));
        }

        @ParameterizedTest
        @EnumSource(Resolver.class)
        @DisplayName("a resolver that fails in any way once")
        void resolver(Resolver resolver) {
            first = resolver.answer;
            PullSocket pull = zmq.pull();
            Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
            PushSocket push = zmq.push(o -> fast(o).connectTimeout(SHORT));
            EventLog events = EventLog.of(push);
            push.connect("tcp://svc.test:" + at.port());
            Throwable cause = events.next(ConnectFailed.class).cause();
            if (resolver.name().startsWith("SILENT")) {
                assertTimeout(cause, Stage.CONNECT);
            }
            events.next(ConnectRetried.class);
            events.next(HandshakeSucceeded.class);
            assertTraffic(push, pull);
            assertThat(asked).hasValue(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ws", "tls+tcp", "wss", "udp", "by a proxy"})
        @DisplayName("a resolver that is silent once, by other transports")
        void silentResolver(String transport) {
            first = Mono::never;
            EventLog events;
            if (transport.equals("udp")) {
                RadioSocket radio = zmq.radio(
                        o -> o.reconnectInterval(Duration.ofMillis(20)).connectTimeout(SHORT));
                events = EventLog.of(radio);
                radio.connect("udp://svc.test:5555");
            } else if (transport.equals("by a proxy")) {
                PushSocket push = zmq.push(o -> fast(o).connectTimeout(SHORT).socksProxy("svc.test:1"));
                events = EventLog.of(push);
                push.connect("tcp://other.test:1");
            } else {
                PushSocket push = zmq.push(o -> fast(o).connectTimeout(SHORT));
                events = EventLog.of(push);
                push.connect(transport + "://svc.test:1");
            }
            assertTimeout(events.next(ConnectFailed.class).cause(), Stage.CONNECT);
            events.next(ConnectRetried.class);
            events.next(SocketEvent.class);
        }

        @Test
        @DisplayName("a resolver that answers twice is taken at its first word")
        void twice() {
            first = () -> Mono.fromDirect(Flux.just(List.of(HERE), List.of(HERE)));
            PullSocket pull = zmq.pull();
            Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
            PushSocket push = zmq.push(o -> fast(o).connectTimeout(SHORT));
            EventLog events = EventLog.of(push);
            push.connect("tcp://svc.test:" + at.port());
            assertTraffic(push, pull);
            events.await(HandshakeSucceeded.class, event -> true);
            assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
        }

        @Test
        @DisplayName("an answer that comes too late leads to no connection")
        void late() {
            Sinks.One<List<InetAddress>> answer = Sinks.one();
            first = answer::asMono;
            PullSocket pull = zmq.pull();
            EventLog accepted = EventLog.of(pull);
            Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
            PushSocket push = zmq.push(o -> fast(o).connectTimeout(SHORT));
            EventLog events = EventLog.of(push);
            push.connect("tcp://svc.test:" + at.port());
            events.next(ConnectFailed.class);
            events.next(HandshakeSucceeded.class);
            answer.tryEmitValue(List.of(HERE));
            assertTraffic(push, pull);
            push.disconnect("tcp://svc.test:" + at.port());
            events.next(SocketEvent.Closed.class);
            assertThat(events.all()).filteredOn(Connected.class::isInstance).hasSize(1);
            assertThat(accepted.all())
                    .filteredOn(SocketEvent.Accepted.class::isInstance)
                    .hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"tcp", "ws", "tls+tcp", "wss"})
        @DisplayName("a server that accepts and says nothing: no greeting, no upgrade, no TLS")
        void silentServer(String transport) {
            try (RawPeer.Door door = new RawPeer.Door()) {
                PushSocket push = zmq.push(o -> fast(o).handshakeTimeout(SHORT));
                EventLog events = EventLog.of(push);
                push.connect(transport + "://127.0.0.1:" + door.endpoint().port());
                for (int attempt = 0; attempt < 2; attempt++) {
                    SocketEvent failed = events.next(
                            SocketEvent.class, e -> e instanceof ConnectFailed || e instanceof HandshakeFailed);
                    assertTimeout(
                            failed instanceof ConnectFailed early ? early.cause() : ((HandshakeFailed) failed).cause(),
                            Stage.HANDSHAKE);
                    events.next(ConnectRetried.class);
                }
                push.close().block(LIMIT);
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @DisplayName(
                "an authenticator that does not answer once, of the side that is bound and of the one that connects")
        void silentAuthenticator(boolean ofTheBound) {
            AtomicBoolean answers = new AtomicBoolean();
            Supplier<Mono<AuthResult>> judge =
                    () -> answers.getAndSet(true) ? Mono.just(AuthResult.accepted()) : Mono.never();
            PullSocket pull = zmq.pull(o -> {
                if (ofTheBound) {
                    o.authenticator(request -> judge.get()).authenticationTimeout(SHORT);
                }
            });
            EventLog story = EventLog.of(pull);
            Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
            PushSocket push = zmq.push(o -> {
                fast(o);
                if (!ofTheBound) {
                    o.authenticator(request -> judge.get()).handshakeTimeout(SHORT);
                }
            });
            EventLog events = EventLog.of(push);
            push.connect(at);
            if (ofTheBound) {
                assertThat(story.next(AuthenticationFailed.class).status()).isEqualTo(300);
            } else {
                assertTimeout(events.next(HandshakeFailed.class).cause(), Stage.HANDSHAKE);
            }
            events.next(ConnectRetried.class);
            assertTraffic(push, pull);
        }
    }

    @Nested
    @DisplayName("An attempt to connect, on epoll:")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }
    }

    @Nested
    @DisplayName("An attempt to connect, on the JDK's channels:")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }
    }
}
