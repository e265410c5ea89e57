package io.reactivezmq.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.interop.matrix.Pairing.Case;
import io.reactivezmq.interop.matrix.Pairing.Side;
import io.reactivezmq.testing.PythonPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * WebSocket with libzmq and with {@code jszmq}. Not among the tests that every build runs, as it needs Node.js and
 * packages of npm's: {@code docs/compatibility.md} tells how.
 */
@DisplayName("By WebSocket")
class WebSocketPeers {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private void run(String library, Case example) {
        try (PythonPeer peer = PythonPeer.startNode(library)) {
            example.exercise()
                    .run(new Encounter(
                            example.pairing(),
                            example.side(),
                            example.exercise(),
                            zmq,
                            type -> peer.socket(type.wireName()),
                            "ws://127.0.0.1:*/feed"));
        }
    }

    @ParameterizedTest(name = "{0}, which is no page, tells no origin and comes in where only pages of one may")
    @ValueSource(strings = {"zeromq", "jszmq"})
    void origin(String library) {
        PullSocket pull = zmq.pull(o -> o.acceptOrigin("https://app.example.org"));
        Endpoint at = pull.bind("ws://127.0.0.1:*/feed").block(LIMIT);
        try (PythonPeer peer = PythonPeer.startNode(library)) {
            CompletableFuture<Void> sent = peer.socket("PUSH").connect(at).send(List.of(ZmqMessage.of("hello")));
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("hello");
            sent.join();
        }
    }

    static List<Case> all() {
        return Pairing.allCases();
    }

    @ParameterizedTest(name = "with libzmq, {0}")
    @MethodSource("all")
    void libzmq(Case example) {
        run("zeromq", example);
    }

    static Stream<Case> ofJszmq() {
        return Pairing.allCases().stream().filter(WebSocketPeers::jszmqCan);
    }

    /**
     * What jszmq does wrong is left out. Its publishers never take back that a peer matches, so that it gets everything
     * after its first message, which a SUB filters out and an XSUB does not; and when a peer leaves, its XPUB tells
     * that peer, not its application, of the end of subscriptions.
     */
    private static boolean jszmqCan(Case example) {
        return switch (example.exercise()) {
            case CHOOSES -> example.pairing().ours() != SocketType.XSUB;
            case ANNOUNCES_SUBSCRIPTIONS -> example.side() == Side.BINDS;
            default -> true;
        };
    }

    @ParameterizedTest(name = "with jszmq, {0}")
    @MethodSource("ofJszmq")
    void jszmq(Case example) {
        run("jszmq", example);
    }
}
