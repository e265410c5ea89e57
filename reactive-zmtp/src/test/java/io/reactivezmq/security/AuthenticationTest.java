package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Which peers are accepted and which are refused, and what each side learns; over real connections of our own. */
class AuthenticationTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static Authenticator passwords() {
        return Authenticators.passwords(Map.of("admin", "secret"));
    }

    private PullSocket server(Authenticator authenticator) {
        return zmq.pull(o -> o.plainServer().authenticator(authenticator));
    }

    private PushSocket client(String password) {
        return zmq.push(o -> o.plainClient("admin", password).linger(Duration.ZERO));
    }

    private static Endpoint bind(PullSocket socket) {
        return socket.bind("tcp://127.0.0.1:*").block(LIMIT);
    }

    @Test
    @DisplayName("messages and events tell who the peer is")
    void userIdAndMetadata() {
        List<AuthRequest> requests = new CopyOnWriteArrayList<>();
        PullSocket pull = zmq.pull(o -> o.plainServer().zapDomain("global").authenticator(request -> {
            requests.add(request);
            return Mono.just(AuthResult.accepted("alice", Map.of("role", "boss")));
        }));
        EventLog events = EventLog.of(pull);
        PushSocket push = client("secret").connect(bind(pull));
        push.send("hi").block(LIMIT);
        ZmqMessage message = pull.receiveOne().block(LIMIT);
        assertThat(message.peer().userId()).isEqualTo("alice");
        assertThat(message.peer().authMetadata()).isEqualTo(Map.of("role", "boss"));
        assertThat(message.peer().toString()).contains("alice");
        var peer = events.next(HandshakeSucceeded.class).peer();
        assertThat(peer.userId()).isEqualTo("alice");
        assertThat(PeerInfoBuilder.of(peer).routingId(new byte[] {1}).build().userId())
                .isEqualTo("alice");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.domain()).isEqualTo("global");
            assertThat(request.address()).isEqualTo("127.0.0.1");
            assertThat(request.credentials()).isEqualTo(new Credentials.UserPassword("admin", "secret"));
            assertThat(request.socketId()).isEmpty();
            assertThat(request.mechanism()).isEqualTo("PLAIN");
        });
    }

    @Test
    @DisplayName("wrong password: both sides report it, the client gives up")
    void refused() {
        PullSocket pull = server(passwords());
        EventLog servers = EventLog.of(pull);
        PushSocket push = client("wrong");
        EventLog clients = EventLog.of(push);
        push.connect(bind(pull));

        AuthenticationFailed there = clients.next(AuthenticationFailed.class);
        assertThat(there.status()).isEqualTo(400);
        assertThat(there.cause())
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        refused -> assertThat(refused.credentialsRefused()).isTrue());
        assertThat(clients.next(ConnectAbandoned.class).cause()).isSameAs(there.cause());
        AuthenticationFailed here = servers.next(AuthenticationFailed.class);
        assertThat(here.status()).isEqualTo(400);
        assertThat(here.cause()).isInstanceOfSatisfying(AuthenticationFailedException.class, failed -> {
            assertThat(failed.peer()).isEqualTo(here.address());
            assertThat(failed.reason()).contains("wrong password");
        });
        assertThat(servers.all()).noneMatch(HandshakeSucceeded.class::isInstance);
        assertThat(servers.all() + "" + clients.all()).doesNotContain("secret");
    }

    @Test
    @DisplayName("refusedRetryInterval: refused credentials are shown again, slowly, and may be right by then")
    void retriesSlowly() {
        AtomicInteger asked = new AtomicInteger();
        PullSocket pull = server(request ->
                Mono.just(asked.incrementAndGet() < 3 ? AuthResult.refused("not yet") : AuthResult.accepted("x")));
        PushSocket push = zmq.push(o -> o.plainClient("admin", "secret")
                .reconnectInterval(Duration.ofMillis(1))
                .refusedRetryInterval(Duration.ofMillis(40)));
        EventLog clients = EventLog.of(push);
        push.connect(bind(pull));
        for (int i = 0; i < 2; i++) {
            clients.next(AuthenticationFailed.class);
            assertThat(clients.next(ConnectRetried.class).delay())
                    .isBetween(Duration.ofMillis(40), Duration.ofMillis(80));
        }
        clients.next(HandshakeSucceeded.class);
        assertThat(clients.all()).noneMatch(ConnectAbandoned.class::isInstance);
    }

    @Test
    @DisplayName("300: the peer gets no reason, the connection is closed at once, and it tries again")
    void temporarily() {
        AtomicInteger asked = new AtomicInteger();
        PullSocket pull = server(request ->
                Mono.just(asked.incrementAndGet() == 1 ? AuthResult.temporaryError("busy") : AuthResult.accepted("x")));
        EventLog servers = EventLog.of(pull);
        PushSocket push = client("secret");
        EventLog clients = EventLog.of(push);
        push.connect(bind(pull));
        assertThat(servers.next(AuthenticationFailed.class).status()).isEqualTo(300);
        assertThat(clients.next(HandshakeFailed.class).cause()).hasMessageContaining("closed");
        clients.next(HandshakeSucceeded.class);
    }

    /** Ways in which no authenticator accepts. */
    enum Broken {
        THROWS(request -> {
            throw new IllegalStateException("broken");
        }),
        FAILS(request -> Mono.error(new IllegalStateException("broken"))),
        IS_EMPTY(request -> Mono.empty()),
        IS_NULL(request -> null);

        private final Authenticator authenticator;

        Broken(Authenticator authenticator) {
            this.authenticator = authenticator;
        }
    }

    @ParameterizedTest(name = "an authenticator that {0} refuses every peer")
    @EnumSource(Broken.class)
    void failsClosed(Broken broken) {
        PullSocket pull = server(broken.authenticator);
        EventLog servers = EventLog.of(pull);
        PushSocket push = client("secret");
        EventLog clients = EventLog.of(push);
        push.connect(bind(pull));
        assertThat(servers.next(AuthenticationFailed.class).status()).isEqualTo(500);
        assertThat(clients.next(AuthenticationFailed.class).status()).isEqualTo(500);
        clients.next(ConnectRetried.class);
    }

    @Test
    @DisplayName("an authenticator that does not answer in time refuses the peer, and is canceled")
    void timesOut() {
        Sinks.Empty<Void> cancelled = Sinks.empty();
        PullSocket pull = zmq.pull(o -> o.plainServer()
                .authenticator(request -> Mono.<AuthResult>never().doOnCancel(cancelled::tryEmitEmpty))
                .authenticationTimeout(Duration.ofMillis(30)));
        EventLog servers = EventLog.of(pull);
        client("secret").connect(bind(pull));
        assertThat(servers.next(AuthenticationFailed.class).status()).isEqualTo(300);
        cancelled.asMono().block(LIMIT);
    }

    @Test
    @DisplayName("a peer that leaves while it is authenticated is forgotten")
    void leavesMeanwhile() {
        Sinks.One<Boolean> asked = Sinks.one();
        Sinks.Empty<Void> cancelled = Sinks.empty();
        PullSocket pull = server(request -> {
            asked.tryEmitValue(true);
            return Mono.<AuthResult>never().doOnCancel(cancelled::tryEmitEmpty);
        });
        EventLog servers = EventLog.of(pull);
        PushSocket push = client("secret").connect(bind(pull));
        asked.asMono().block(LIMIT);
        push.close().block(LIMIT);
        assertThat(servers.next(HandshakeFailed.class).cause()).hasMessageContaining("closed");
        cancelled.asMono().block(LIMIT);
    }

    @Test
    @DisplayName("the handshake's time limit holds while the peer is authenticated")
    void handshakeTimeout() {
        PullSocket pull = zmq.pull(
                o -> o.plainServer().authenticator(request -> Mono.never()).handshakeTimeout(Duration.ofMillis(50)));
        EventLog servers = EventLog.of(pull);
        client("secret").connect(bind(pull));
        assertThat(servers.next(HandshakeFailed.class).cause()).hasMessageContaining("handshake");
    }

    @Test
    @DisplayName(
            "a peer that sends while it is authenticated does not fill the memory, and its messages are received later")
    void talksOn() {
        Sinks.One<AuthResult> answer = Sinks.one();
        PullSocket pull = zmq.pull(o -> o.authenticator(request -> answer.asMono()));
        try (RawPeer peer = RawPeer.connect(bind(pull)).send(RawPeer.greeting()).send(RawPeer.ready("PUSH"))) {
            for (int i = 0; i < 100; i++) {
                peer.send(ZmqMessage.of("early " + i));
            }
            answer.tryEmitValue(AuthResult.accepted("late"));
            assertThat(pull.receive()
                            .take(100)
                            .map(ZmqMessage::text)
                            .collectList()
                            .block(LIMIT))
                    .hasSize(100)
                    .startsWith("early 0")
                    .endsWith("early 99");
        }
    }

    @Test
    @DisplayName("PLAIN without an authenticator refuses every peer")
    void plainWithoutAuthenticator() {
        PullSocket pull = zmq.pull(PullOptions::plainServer);
        EventLog servers = EventLog.of(pull);
        PushSocket push = client("secret");
        EventLog clients = EventLog.of(push);
        push.connect(bind(pull));
        AuthenticationFailed failed = servers.next(AuthenticationFailed.class);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.cause()).hasMessageContaining("no authenticator");
        clients.next(ConnectRetried.class);
    }

    @Test
    @DisplayName("the context's authenticator is for all sockets without one of their own")
    void contextAuthenticator() {
        zmq.close().block(LIMIT);
        zmq = ZmqContext.create(o -> o.authenticator(passwords()));
        PullSocket pull = zmq.pull(PullOptions::plainServer);
        PushSocket push = client("secret").connect(bind(pull));
        push.send("hi").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).peer().userId()).isEqualTo("admin");

        PullSocket own = server(request -> Mono.just(AuthResult.accepted("own")));
        client("whatever").connect(bind(own)).send("hi").block(LIMIT);
        assertThat(own.receiveOne().block(LIMIT).peer().userId()).isEqualTo("own");

        // It says nothing of peers without credentials where there is no domain.
        PullSocket open = zmq.pull();
        zmq.push().connect(bind(open)).send("hi").block(LIMIT);
        assertThat(open.receiveOne().block(LIMIT).peer().userId()).isEmpty();
        PullSocket domain = zmq.pull(o -> o.zapDomain("d"));
        EventLog events = EventLog.of(domain);
        zmq.push(o -> o.linger(Duration.ZERO)).connect(bind(domain));
        assertThat(events.next(AuthenticationFailed.class).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "under NULL with allowed addresses {0}")
    @ValueSource(strings = {"127.0.0.0/8", "10.0.0.0/8"})
    void nullIsJudgedByAddress(String allowed) {
        PullSocket pull = zmq.pull(o -> o.authenticator(Authenticators.allowAddresses(allowed)));
        PushSocket push = zmq.push(o -> o.linger(Duration.ZERO));
        EventLog clients = EventLog.of(push);
        push.connect(bind(pull));
        if (allowed.startsWith("127")) {
            clients.next(HandshakeSucceeded.class);
        } else {
            assertThat(clients.next(AuthenticationFailed.class).status()).isEqualTo(400);
            clients.next(ConnectAbandoned.class);
        }
    }

    @Test
    @DisplayName("under NULL the connecting side may authenticate too")
    void theConnectingSideJudges() {
        PullSocket pull = zmq.pull();
        EventLog servers = EventLog.of(pull);
        PushSocket push =
                zmq.push(o -> o.linger(Duration.ZERO).authenticator(Authenticators.denyAddresses("127.0.0.1")));
        EventLog clients = EventLog.of(push);
        push.connect(bind(pull));
        assertThat(clients.next(AuthenticationFailed.class).cause()).isInstanceOf(AuthenticationFailedException.class);
        clients.next(ConnectRetried.class);
        assertThat(servers.next(AuthenticationFailed.class).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("a domain without authenticator lets peers in under NULL, unless it is enforced")
    void domains() {
        PullSocket lenient = zmq.pull(o -> o.zapDomain("d"));
        zmq.push().connect(bind(lenient)).send("hi").block(LIMIT);
        lenient.receiveOne().block(LIMIT);
        PullSocket strict = zmq.pull(o -> o.zapDomain("d").zapEnforceDomain(true));
        EventLog events = EventLog.of(strict);
        zmq.push(o -> o.linger(Duration.ZERO)).connect(bind(strict));
        assertThat(events.next(AuthenticationFailed.class).status()).isEqualTo(500);
    }

    @Test
    @DisplayName("a peer that was accepted is not authenticated again until it connects again")
    void everyConnectionIsJudged() {
        AtomicInteger asked = new AtomicInteger();
        PullSocket pull = server(request -> {
            asked.incrementAndGet();
            return passwords().authenticate(request);
        });
        EventLog servers = EventLog.of(pull);
        Endpoint at = bind(pull);
        client("secret").connect(at);
        servers.next(HandshakeSucceeded.class);
        PushSocket second = client("secret").connect(at);
        servers.next(HandshakeSucceeded.class);
        assertThat(asked).hasValue(2);
        second.close().block(LIMIT);
        servers.next(Disconnected.class);
    }

    @Test
    @DisplayName("a PLAIN client and a NULL server do not meet")
    void mismatch() {
        PullSocket pull = zmq.pull();
        EventLog servers = EventLog.of(pull);
        client("secret").connect(bind(pull));
        assertThat(servers.next(HandshakeFailed.class).cause()).hasMessageContaining("mechanism");
    }

    @Test
    @DisplayName("options are checked at once, and errors show no password")
    void options() {
        String tooLong = "ä".repeat(128);
        assertRefused("ZMQ_PLAIN_USERNAME", o -> o.plainClient("", "x"));
        assertRefused("ZMQ_PLAIN_USERNAME", o -> o.plainClient(tooLong, "x"));
        assertRefused("ZMQ_PLAIN_PASSWORD", o -> o.plainClient("x", tooLong));
        assertRefused("ZMQ_ZAP_DOMAIN", o -> o.zapDomain(tooLong));
        assertRefused("ZMQ_ZAP_ENFORCE_DOMAIN", o -> o.plainServer().zapEnforceDomain(true));
        assertRefused("authenticationTimeout", o -> o.authenticationTimeout(Duration.ZERO));
        assertRefused("refusedRetryInterval", o -> o.refusedRetryInterval(Duration.ofMillis(-1)));
        assertThat(tooLong.getBytes(StandardCharsets.UTF_8)).hasSize(256);
    }

    private void assertRefused(String name, Consumer<PullOptions> setting) {
        assertThatThrownBy(() -> zmq.pull(setting))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("ääää");
    }
}
