package io.reactivezmq.interop.matrix;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.interop.matrix.Pairing.Case;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.PythonPeer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each legal pair of socket types with libzmq by ipc, either side bound, on both kinds of event loops. */
@ExtendWith(LibzmqAvailable.class)
@DisplayName("With libzmq, by ipc")
class IpcInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    static Stream<Arguments> cases() {
        return Stream.of(Loops.values())
                .filter(Loops::areAvailable)
                .flatMap(loops -> Pairing.ALL.stream()
                        .flatMap(pairing -> pairing.cases()
                                .filter(example -> example.exercise()
                                        == pairing.exercises().get(0))
                                .map(example -> Arguments.of(loops, example))));
    }

    @ParameterizedTest(name = "on {0}, {1}")
    @MethodSource("cases")
    void talks(Loops kind, Case example) {
        try (Loops.Running loops = kind.start();
                PythonPeer libzmq = PythonPeer.start()) {
            ZmqContext zmq = ZmqContext.on(loops.group());
            example.exercise()
                    .run(new Encounter(
                            example.pairing(),
                            example.side(),
                            example.exercise(),
                            zmq,
                            type -> libzmq.socket(type.wireName()),
                            "ipc://*"));
            zmq.close().block(LIMIT);
        }
    }
}
