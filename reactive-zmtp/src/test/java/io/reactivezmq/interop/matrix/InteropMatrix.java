package io.reactivezmq.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.interop.matrix.Pairing.Case;
import io.reactivezmq.interop.matrix.Pairing.Side;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ForeignSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each legal pair of socket types with another implementation, either side bound: see {@link Pairing}. What came of it
 * is written to {@code target/interop-matrix.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InteropMatrix {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension
    final InteropReport report = new InteropReport(peer());

    private ZmqContext zmq;

    /** The other implementation, for the table. */
    abstract String peer();

    /** A socket of the other implementation, closed after the test. */
    abstract ForeignSocket foreign(SocketType type);

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    static List<Case> cases() {
        return Pairing.allCases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void talks(Case example) {
        example.exercise()
                .run(new Encounter(example.pairing(), example.side(), example.exercise(), zmq, this::foreign));
    }

    static Stream<Arguments> sides() {
        return Pairing.CLASSIC.stream()
                .flatMap(type -> Stream.of(Side.values()).map(side -> Arguments.of(type.wireName(), side, type)));
    }

    @ParameterizedTest(name = "our {0} {1}, every other type is refused")
    @MethodSource("sides")
    void refuses(String name, Side side, SocketType type) {
        for (SocketType other : Pairing.CLASSIC) {
            if (Pairing.ALL.stream().noneMatch(legal -> legal.ours() == type && legal.theirs() == other)) {
                refuses(new Encounter(new Pairing(type, other, List.of()), side, Exercise.ASKS, zmq, this::foreign));
            }
        }
    }

    private static void refuses(Encounter encounter) {
        EventLog events = EventLog.of(encounter.ours());
        encounter.meet();
        events.next(HandshakeFailed.class);
        assertThat(events.kinds()).doesNotContain(HandshakeSucceeded.class.getSimpleName());
        encounter.ours().close().block(LIMIT);
        encounter.theirs().close();
    }
}
