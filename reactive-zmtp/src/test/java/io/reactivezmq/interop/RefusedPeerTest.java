package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.reactivezmq.ChannelSocket;
import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PairSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A socket that is bound has its reasons to refuse a peer. The peer learns of it before it may send: what it has queued
 * stays queued, and arrives once the reason is gone.
 */
@DisplayName("A refused peer")
class RefusedPeerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final int QUEUED = 100;
    private static final int ATTEMPTS = 4;
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair CLIENT = CurveKeyPair.generate();

    @TempDir
    static Path directory;

    private static TlsConfig shown;
    private static TlsConfig trusting;

    @BeforeAll
    static void certificate() throws Exception {
        X509Bundle own = new CertificateBuilder()
                .ecp256()
                .subject("CN=here")
                .addSanIpAddress("127.0.0.1")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Path chain = Files.writeString(directory.resolve("chain.pem"), own.getCertificatePathPEM());
        Path key = Files.writeString(directory.resolve("key.pem"), own.getPrivateKeyPEM());
        shown = TlsConfig.create().certificate(chain, key);
        trusting = TlsConfig.create().trust(chain);
    }

    /** One socket. */
    private record Side(ZmqSocket<?> socket, MessageSender out, MessageReceiver in, boolean routes) {

        static Side of(RouterSocket router) {
            return new Side(router, router, router, true);
        }

        static Side of(DealerSocket dealer) {
            return new Side(dealer, dealer, dealer, false);
        }

        static Side of(PairSocket pair) {
            return new Side(pair, pair, pair, false);
        }

        static Side of(ChannelSocket channel) {
            return new Side(channel, channel, channel, false);
        }

        int received(ZmqMessage message) {
            return Integer.parseInt(message.text(routes ? 1 : 0));
        }
    }

    /** Why the bound socket refuses the second peer, for as long as the first is there. */
    enum Reason {
        DUPLICATE_ID,
        PAIR_TAKEN,
        CHANNEL_TAKEN,
        AUTHENTICATOR,
        TOO_MANY;

        private Side bound(ZmqContext zmq, Case options, Authenticator judge) {
            return switch (this) {
                case DUPLICATE_ID -> Side.of(zmq.router(options::server));
                case PAIR_TAKEN -> Side.of(zmq.pair(options::server));
                case CHANNEL_TAKEN -> Side.of(zmq.channel(options::server));
                case AUTHENTICATOR -> Side.of(zmq.router(o -> options.server(o).authenticator(judge)));
                case TOO_MANY -> Side.of(zmq.router(o -> options.server(o).maxConnections(1)));
            };
        }

        private Side peer(ZmqContext zmq, Case options) {
            return switch (this) {
                case PAIR_TAKEN -> Side.of(zmq.pair(options::client));
                case CHANNEL_TAKEN -> Side.of(zmq.channel(options::client));
                case DUPLICATE_ID -> Side.of(zmq.dealer(o -> options.client(o).routingId("me")));
                default -> Side.of(zmq.dealer(options::client));
            };
        }
    }

    /** One way to be refused. */
    record Case(Loops loops, String transport, String mechanism, Reason reason) {

        static Stream<Case> all() {
            List<Case> cases = new ArrayList<>();
            for (Loops loops : Loops.values()) {
                for (String transport : List.of("tcp", "ipc", "ws", "tls+tcp", "inproc")) {
                    for (Reason reason : Reason.values()) {
                        if (!transport.equals("inproc") || reason.compareTo(Reason.AUTHENTICATOR) < 0) {
                            cases.add(new Case(loops, transport, "NULL", reason));
                        }
                    }
                }
                for (String mechanism : List.of("PLAIN", "CURVE")) {
                    for (String transport : List.of("tcp", "ws")) {
                        cases.add(new Case(loops, transport, mechanism, Reason.DUPLICATE_ID));
                        cases.add(new Case(loops, transport, mechanism, Reason.PAIR_TAKEN));
                        cases.add(new Case(loops, transport, mechanism, Reason.AUTHENTICATOR));
                    }
                }
            }
            return cases.stream();
        }

        private <O extends SocketOptions<O>> O server(O options) {
            return switch (mechanism) {
                case "PLAIN" -> options.plainServer().authenticator(request -> Mono.just(AuthResult.accepted()));
                case "CURVE" -> options.curveServer(SERVER);
                default -> options.tls(shown);
            };
        }

        private <O extends SocketOptions<O>> O client(O options) {
            // With the default linger time, a failed assertion would hide behind the wait for queued messages.
            O set = options.reconnectInterval(FIRST)
                    .reconnectIntervalMax(Duration.ofSeconds(5))
                    .linger(Duration.ofSeconds(1));
            return switch (mechanism) {
                case "PLAIN" -> set.plainClient("me", "secret");
                case "CURVE" -> set.curveClient(SERVER.publicKey(), CLIENT);
                default -> set.tls(trusting);
            };
        }

        /** Returns whether the peer is refused before TLS is established, and so before its handshake. */
        private boolean beforeTls() {
            return transport.equals("tls+tcp") && reason == Reason.TOO_MANY;
        }

        private String place() {
            return switch (transport) {
                case "inproc" -> "inproc://here";
                case "ipc" -> "ipc://*";
                default -> transport + "://127.0.0.1:*";
            };
        }

        @Override
        public String toString() {
            return "%s over %s with %s on %s".formatted(reason, transport, mechanism, loops);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.reactivezmq.interop.RefusedPeerTest$Case#all")
    @DisplayName("is never told that it is in, keeps what it has queued, and delivers it later")
    void keepsItsQueue(Case way) {
        assumeTrue(way.loops().areAvailable());
        AtomicBoolean taken = new AtomicBoolean();
        Authenticator judge =
                request -> Mono.just(taken.get() ? AuthResult.temporaryError("not now") : AuthResult.accepted());
        Loops.Running loops = way.loops().start();
        ZmqContext zmq = ZmqContext.on(loops.group());
        try {
            Side bound = way.reason().bound(zmq, way, judge);
            Endpoint at = bound.socket().bind(way.place()).block(LIMIT);
            Side first = way.reason().peer(zmq, way);
            first.socket().connect(at);
            bound.socket().awaitPeers(1).block(LIMIT);
            first.socket().awaitPeers(1).block(LIMIT);
            taken.set(true);

            Side second = way.reason().peer(zmq, way);
            EventLog events = EventLog.of(second.socket());
            EventLog story = EventLog.of(bound.socket());
            second.socket().connect(at);
            second.out()
                    .send(Flux.range(0, QUEUED).map(i -> ZmqMessage.of(Integer.toString(i))))
                    .block(LIMIT);
            assertRefused(events, way.beforeTls());
            SocketStatistics meanwhile = second.socket().statistics().block(LIMIT);
            assertThat(meanwhile.messagesSent()).isZero();
            assertThat(meanwhile.sendQueue()).isEqualTo(QUEUED);
            assertThat(meanwhile.dropped()).isZero();
            assertThat(story.all()).noneMatch(HandshakeSucceeded.class::isInstance);

            first.socket().close().block(LIMIT);
            taken.set(false);
            List<Integer> got = bound.in()
                    .receive()
                    .take(QUEUED)
                    .map(bound::received)
                    .collectList()
                    .block(LIMIT);
            assertThat(got).isEqualTo(IntStream.range(0, QUEUED).boxed().toList());
            events.await(HandshakeSucceeded.class, event -> true);
            assertThat(events.all())
                    .filteredOn(HandshakeSucceeded.class::isInstance)
                    .hasSize(1);
        } finally {
            zmq.close().block(LIMIT);
            loops.close();
        }
    }

    /** Each attempt fails in its handshake, or before it, and the delay between them doubles. */
    private static void assertRefused(EventLog events, boolean beforeHandshake) {
        Duration least = FIRST;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            assertThat(events.next(ConnectRetried.class).delay()).isBetween(least, least.multipliedBy(2));
            least = least.multipliedBy(2);
        }
        assertThat(events.all())
                .noneMatch(HandshakeSucceeded.class::isInstance)
                .filteredOn(event -> beforeHandshake
                        ? event instanceof ConnectFailed
                        : event instanceof HandshakeFailed || event instanceof AuthenticationFailed)
                .hasSizeGreaterThanOrEqualTo(ATTEMPTS);
    }
}
