package io.reactivezmq.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.interop.matrix.Pairing.Case;
import io.reactivezmq.interop.matrix.Pairing.Side;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.PythonPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The newer types and STREAM, with a libzmq that was built with them. Not among the tests that every build runs, as it
 * needs Node.js and packages of npm's: {@code docs/compatibility.md} tells how.
 */
@DisplayName("With libzmq's drafts")
class DraftPeers {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private ZmqContext zmq;
    private PythonPeer libzmq;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        libzmq = PythonPeer.startNode("zeromq");
    }

    @AfterEach
    void close() {
        libzmq.close();
        zmq.close().block(LIMIT);
    }

    private Encounter encounter(Pairing pairing, Side side, Exercise exercise, String transport) {
        return new Encounter(
                pairing,
                side,
                exercise,
                zmq,
                type -> libzmq.socket(type.wireName()),
                transport.equals("ipc") ? "ipc://" + directory.resolve("socket") : transport + "://127.0.0.1:*");
    }

    static Stream<Arguments> cases() {
        return Stream.of("tcp", "ipc", "ws")
                .flatMap(transport -> Pairing.allNewerCases().stream()
                        .filter(example ->
                                !transport.equals("ws") || example.pairing().ours() != SocketType.STREAM)
                        .map(example -> Arguments.of(transport, example)));
    }

    @ParameterizedTest(name = "by {0}, {1}")
    @MethodSource("cases")
    void talks(String transport, Case example) {
        example.exercise().run(encounter(example.pairing(), example.side(), example.exercise(), transport));
    }

    static Stream<Arguments> sides() {
        return Pairing.NEWER.stream()
                .flatMap(type -> Stream.of(Side.values()).map(side -> Arguments.of(type.wireName(), side, type)));
    }

    /** Of theirs, PEER is refused like any other, and connects like any other here. */
    @ParameterizedTest(name = "our {0} {1}, every other type is refused")
    @MethodSource("sides")
    void refuses(String name, Side side, SocketType type) {
        Stream.concat(Pairing.CLASSIC.stream(), Pairing.NEWER.stream())
                .filter(other -> !type.accepts(other.wireName()))
                .forEach(other -> {
                    Encounter encounter = encounter(new Pairing(type, other, List.of()), side, Exercise.ASKS, "tcp");
                    EventLog events = EventLog.of(encounter.ours());
                    encounter.meet();
                    events.next(HandshakeFailed.class);
                    assertThat(events.kinds()).doesNotContain(HandshakeSucceeded.class.getSimpleName());
                    encounter.ours().close().block(LIMIT);
                    encounter.theirs().close();
                });
    }
}
