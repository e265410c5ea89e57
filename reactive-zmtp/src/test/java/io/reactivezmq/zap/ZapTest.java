package io.reactivezmq.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Handlers of RFC 27 in a context, and when they are asked. */
class ZapTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair CLIENT = CurveKeyPair.generate();
    private static final Consumer<PushOptions> PLAIN =
            o -> o.plainClient("admin", "secret").linger(Duration.ZERO).reconnectInterval(Duration.ofMillis(5));

    private ZmqContext zmq;
    private ZmqContext other;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        other = ZmqContext.create();
    }

    @AfterEach
    void close() {
        Mono.when(zmq.close(), other.close()).block(LIMIT);
    }

    /** The peer as the server sees it when it was accepted. */
    private PeerInfo meet(Consumer<PullOptions> server, Consumer<PushOptions> client) {
        PullSocket pull = zmq.pull(server::accept);
        PushSocket push = other.push(client::accept)
                .connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        push.send("hi").block(LIMIT);
        return pull.receiveOne().block(LIMIT).peer();
    }

    /** The failure as the server sees it when the client was refused. */
    private AuthenticationFailed miss(Consumer<PullOptions> server, Consumer<PushOptions> client) {
        PullSocket pull = zmq.pull(server::accept);
        EventLog events = EventLog.of(pull);
        other.push(client::accept).connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        AuthenticationFailed failed = events.next(AuthenticationFailed.class);
        assertThat(events.all()).noneMatch(HandshakeSucceeded.class::isInstance);
        return failed;
    }

    @Test
    @DisplayName("a REP socket of the application decides by messages")
    void repHandler() {
        List<ZmqMessage> asked = new CopyOnWriteArrayList<>();
        RepSocket handler = zmq.rep();
        handler.bind(ZapHandler.ENDPOINT).block(LIMIT);
        byte[] metadata = "\u0004role\0\0\0\u0004boss".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        handler.serve(request -> {
                    asked.add(request);
                    boolean good = request.text(7).equals("secret");
                    return Mono.just(ZmqMessage.wrap(
                            "1.0".getBytes(),
                            request.bytes(1),
                            (good ? "200" : "400").getBytes(),
                            "so be it".getBytes(),
                            (good ? "boss" : "").getBytes(),
                            good ? metadata : new byte[0]));
                })
                .subscribe();
        PeerInfo peer = meet(o -> o.plainServer().zapDomain("d"), PLAIN);
        assertThat(peer.userId()).isEqualTo("boss");
        assertThat(peer.authMetadata()).isEqualTo(Map.of("role", "boss"));
        ZmqMessage first = asked.get(0);
        assertThat(first.frameCount()).isEqualTo(8);
        assertThat(List.of(first.text(0), first.text(2), first.text(3), first.text(4), first.text(5), first.text(6)))
                .containsExactly("1.0", "d", "127.0.0.1", "", "PLAIN", "admin");

        AuthenticationFailed failed =
                miss(PullOptions::plainServer, o -> o.plainClient("admin", "x").linger(Duration.ZERO));
        assertThat(failed.status()).isEqualTo(400);
        assertThat(failed.cause()).hasMessageContaining("so be it");
        assertThat(asked.get(1).text(2)).isEmpty();
        assertThat(asked.get(1).bytes(1)).isNotEqualTo(first.bytes(1));
    }

    @Test
    @DisplayName("a ROUTER socket of the application may answer in any order, with an id of its own in between")
    void routerHandler() {
        RouterSocket handler = zmq.router();
        handler.bind(ZapHandler.ENDPOINT).block(LIMIT);
        PullSocket pull = zmq.pull(PullOptions::plainServer);
        EventLog events = EventLog.of(pull);
        var at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        for (String user : List.of("one", "two")) {
            other.push(o -> o.plainClient(user, "x").linger(Duration.ZERO)).connect(at);
        }
        List<ZmqMessage> questions = handler.receive().take(2).collectList().block(LIMIT);
        ZmqMessage nobodys = ZmqMessage.of("1.0", "0", "200", "", "mallory", "").prependEmpty();
        handler.send(nobodys.prepend(questions.get(0).bytes(0))).block(LIMIT);
        for (int i = 1; i >= 0; i--) {
            ZmqMessage question = questions.get(i);
            ZapRequest asked = ZapRequest.decode(question.dropFirst(2));
            String user = ((Credentials.UserPassword) asked.request().credentials()).user();
            ZmqMessage answer = new ZapReply(asked.id(), AuthResult.accepted("user " + user)).encode();
            handler.send(answer.prependEmpty().prepend(question.bytes(0))).block(LIMIT);
            assertThat(events.next(HandshakeSucceeded.class).peer().userId()).isEqualTo("user " + user);
        }
    }

    @Test
    @DisplayName("any authenticator can be the handler")
    void authenticatorAsHandler() {
        RepSocket handler = ZapHandler.bind(zmq, Authenticators.passwords(Map.of("admin", "secret")))
                .block(LIMIT);
        assertThat(meet(PullOptions::plainServer, PLAIN).userId()).isEqualTo("admin");
        assertThatThrownBy(() -> ZapHandler.bind(zmq, request -> Mono.empty()).block(LIMIT))
                .isInstanceOf(BindFailedException.class);
        handler.close().block(LIMIT);
        assertThat(miss(PullOptions::plainServer, PLAIN).cause()).hasMessageContaining("no authenticator");

        // Another one takes its place.
        ZapHandler.bind(zmq, request -> Mono.just(AuthResult.accepted("anybody")))
                .block(LIMIT);
        assertThat(meet(PullOptions::plainServer, PLAIN).userId()).isEqualTo("anybody");
    }

    @Test
    @DisplayName("an authenticator that fails as a handler is a refusal")
    void brokenAuthenticatorAsHandler() {
        RepSocket handler = ZapHandler.bind(zmq, request -> Mono.error(new IllegalStateException("broken")))
                .block(LIMIT);
        assertThat(miss(PullOptions::plainServer, PLAIN).status()).isEqualTo(500);
        handler.close().block(LIMIT);
        ZapHandler.bind(zmq, request -> Mono.empty()).block(LIMIT);
        assertThat(miss(PullOptions::plainServer, PLAIN).status()).isEqualTo(500);
    }

    @ParameterizedTest(name = "an answer of {0} is a refusal, because of {1}")
    @CsvSource({
        "1.0|ID|200|OK|user,        5 frames",
        "1.0|ID|200|OK|user||,      7 frames",
        "2.0|ID|200|OK|user|,       another version",
        "1.0|ID|999|OK|user|,       another status",
        "1.0|ID|200|OK|user|broken, metadata",
    })
    void malformedAnswers(String frames, String words) {
        RepSocket handler = zmq.rep();
        handler.bind(ZapHandler.ENDPOINT).block(LIMIT);
        handler.serve(request -> Mono.just(
                        ZmqMessage.of(frames.replace("ID", request.text(1)).split("\\|", -1))))
                .subscribe();
        AuthenticationFailed failed = miss(PullOptions::plainServer, PLAIN);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.cause()).hasMessageContaining("ZAP").hasMessageContaining(words);
    }

    @ParameterizedTest(name = "an answer of {0} is none")
    @ValueSource(strings = {"1.0", "1.0|other id|200|OK|user|"})
    void answersToNoRequest(String frames) {
        RepSocket handler = zmq.rep();
        handler.bind(ZapHandler.ENDPOINT).block(LIMIT);
        handler.serve(request -> Mono.just(ZmqMessage.of(frames.split("\\|", -1))))
                .subscribe();
        assertThat(miss(o -> o.plainServer().authenticationTimeout(Duration.ofMillis(100)), PLAIN)
                        .status())
                .isEqualTo(300);
    }

    @Test
    @DisplayName("a socket of the wrong kind at the endpoint refuses all peers")
    void wrongKindOfHandler() {
        zmq.pull().bind(ZapHandler.ENDPOINT).block(LIMIT);
        assertThat(miss(o -> o.curveServer(SERVER).authenticationTimeout(Duration.ofMillis(100)), this::curve)
                        .status())
                .isEqualTo(300);
    }

    private void curve(PushOptions options) {
        options.curveClient(SERVER.publicKey(), CLIENT).linger(Duration.ZERO);
    }

    @Test
    @DisplayName("CURVE asks the handler, with a domain or without; enforced domains only with one")
    void curveAsks() {
        assertThat(meet(o -> o.curveServer(SERVER), this::curve).userId()).isEmpty();
        assertThat(meet(o -> o.curveServer(SERVER).zapDomain("d"), this::curve).userId())
                .isEmpty();
        assertThat(miss(o -> o.curveServer(SERVER).zapDomain("d").zapEnforceDomain(true), this::curve)
                        .status())
                .isEqualTo(500);

        ZapHandler.bind(zmq, Authenticators.publicKeys(List.of(CLIENT.publicKey())))
                .block(LIMIT);
        String key = CLIENT.publicKey().z85();
        assertThat(meet(o -> o.curveServer(SERVER), this::curve).userId()).isEqualTo(key);
        assertThat(meet(o -> o.curveServer(SERVER).zapDomain("d").zapEnforceDomain(true), this::curve)
                        .userId())
                .isEqualTo(key);
        assertThat(meet(o -> o.curveServer(SERVER).zapEnforceDomain(true), this::curve)
                        .userId())
                .isEmpty();
        assertThat(miss(
                                o -> o.curveServer(SERVER),
                                o -> o.curveClient(SERVER.publicKey(), SERVER).linger(Duration.ZERO))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("NULL asks the handler only with a domain")
    void nullAsks() {
        ZapHandler.bind(zmq, Authenticators.denyAddresses("127.0.0.1")).block(LIMIT);
        meet(o -> {}, o -> {});
        assertThat(miss(o -> o.zapDomain("d"), o -> o.linger(Duration.ZERO)).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("the context's authenticator and the socket's come before the handler")
    void precedence() {
        zmq.close().block(LIMIT);
        zmq = ZmqContext.create(o -> o.authenticator(request -> Mono.just(AuthResult.accepted("context"))));
        ZapHandler.bind(zmq, request -> Mono.just(AuthResult.accepted("handler")))
                .block(LIMIT);
        assertThat(meet(PullOptions::plainServer, PLAIN).userId()).isEqualTo("context");
        assertThat(meet(o -> o.plainServer().authenticator(request -> Mono.just(AuthResult.accepted("socket"))), PLAIN)
                        .userId())
                .isEqualTo("socket");
    }

    @Test
    @DisplayName("the context closes while a question is open")
    void closesMeanwhile() {
        RepSocket handler = zmq.rep();
        handler.bind(ZapHandler.ENDPOINT).block(LIMIT);
        PullSocket pull = zmq.pull(PullOptions::plainServer);
        other.push(PLAIN::accept).connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        handler.requests().next().block(LIMIT);
        zmq.close().block(LIMIT);
        assertThat(zmq.isClosed()).isTrue();
    }
}
