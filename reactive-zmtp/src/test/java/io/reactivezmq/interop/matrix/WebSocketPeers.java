package io.reactivezmq.interop.matrix;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.interop.matrix.Pairing.Case;
import io.reactivezmq.interop.matrix.Pairing.Side;
import io.reactivezmq.testing.PythonPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * WebSocket with libzmq and with {@code jszmq}. Not among the tests that every build runs, as it needs Node.js and two
 * packages of npm's: {@code docs/transports.md} tells how.
 */
@DisplayName("By WebSocket")
class WebSocketPeers {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What jszmq has of a socket type that works: its own documentation knows no others. */
    private static final Set<SocketType> JSZMQ = EnumSet.of(
            SocketType.PUB,
            SocketType.SUB,
            SocketType.XPUB,
            SocketType.XSUB,
            SocketType.REQ,
            SocketType.DEALER,
            SocketType.PUSH,
            SocketType.PULL,
            SocketType.PAIR);

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static Path modules() {
        String place = System.getenv("NODE_PEERS");
        if (place == null) {
            throw new IllegalStateException(
                    "NODE_PEERS names no directory in which npm has installed zeromq and jszmq");
        }
        return Path.of(place);
    }

    private void run(String library, Case example) {
        try (PythonPeer peer = PythonPeer.startNode(library, modules())) {
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

    static List<Case> all() {
        return Pairing.allCases();
    }

    @ParameterizedTest(name = "with libzmq, {0}")
    @MethodSource("all")
    void libzmq(Case example) {
        run("zeromq", example);
    }

    static Stream<Case> ofJszmq() {
        return Pairing.allCases().stream()
                .filter(example -> example.side() == Side.BINDS
                        && JSZMQ.contains(example.pairing().theirs()));
    }

    @ParameterizedTest(name = "with jszmq, {0}")
    @MethodSource("ofJszmq")
    void jszmq(Case example) {
        run("jszmq", example);
    }
}
