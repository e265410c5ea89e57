package io.reactivezmq.interop;

import static io.reactivezmq.interop.FailureScene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.EventLog;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Application code that throws anything, at each place where it runs: the failure reaches the code that caused it, a
 * fatal one also Reactor's hook, and no other subscriber, caller, peer or socket of the same loop notices.
 */
class ApplicationFailureTest {

    static Stream<Arguments> all() {
        return Stream.of("inproc", "tcp")
                .flatMap(transport -> Stream.of(FailurePlace.values())
                        .filter(place -> place.isOn(transport))
                        .flatMap(place -> Stream.of(ApplicationFailure.values())
                                .map(failure -> Arguments.of(transport, place, failure))));
    }

    private FailureScene scene;

    @BeforeEach
    void noHookYet() {
        Hooks.resetOnErrorDropped();
    }

    @AfterEach
    void close() {
        try {
            if (scene != null) {
                scene.zmq.close().block(PATIENCE);
            }
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @ParameterizedTest(name = "{1} {2} by {0}")
    @MethodSource("all")
    void aFailureReachesOnlyTheCodeThatCausedIt(String transport, FailurePlace place, ApplicationFailure failure) {
        scene = new FailureScene(transport, failure);
        RepSocket bystander = scene.zmq.rep();
        EventLog events = EventLog.of(bystander);
        ReqSocket asker = scene.zmq.req().connect(scene.bound(bystander));
        bystander.serve(Mono::just).subscribe();
        assertThat(scene.ask(asker)).isEqualTo("ask");

        Throwable reported = place.run(scene);

        assertThat(failure.is(reported)).as("it reported %s", reported).isTrue();
        if (failure.isFatal() && place != FailurePlace.HANDLER_SIGNAL) {
            assertThat(failure.is(scene.reported())).isTrue();
        }
        assertThat(scene.ask(asker)).isEqualTo("ask");
        assertThat(bystander.statistics().block(PATIENCE).messagesReceived()).isEqualTo(2);
        assertThat(events.all()).noneMatch(event -> event instanceof SocketEvent.Disconnected);
    }
}
