package io.reactivezmq.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.testing.ManualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each beginning has one end, and what ends before it begins leaves nothing. */
class LoopRegistrationTest {

    private final ManualLoop manual = new ManualLoop();
    private final HomeLoop loop = new HomeLoop(manual);
    private final List<String> log = new ArrayList<>();
    private Runnable inside = () -> {};
    private final LoopRegistration registration = new LoopRegistration(loop, this::begin, () -> log.add("end"));

    private void begin() {
        log.add("begin");
        inside.run();
    }

    @Test
    void itBeginsAndEndsOnTheLoop() {
        registration.start();
        assertThat(log).isEmpty();
        manual.run();
        assertThat(registration.isPresent()).isTrue();
        assertThat(registration.end()).isFalse();
        assertThat(log).containsExactly("begin");
        manual.run();
        assertThat(log).containsExactly("begin", "end");
    }

    @Test
    void anEndBeforeTheStartIsAllThatHappens() {
        assertThat(registration.end()).isTrue();
        registration.start();
        assertThat(manual.waiting()).isZero();
        manual.run();
        assertThat(log).isEmpty();
    }

    @Test
    void anEndBeforeTheLoopKnowsOfItLeavesNothing() {
        registration.start();
        assertThat(registration.end()).isTrue();
        manual.run();
        assertThat(log).isEmpty();
    }

    @Test
    void anEndInsideTheBeginningIsRunAtOnce() {
        inside = () -> log.add("ended " + registration.end());
        registration.start();
        manual.run();
        assertThat(log).containsExactly("begin", "end", "ended false");
        assertThat(registration.isPresent()).isFalse();
    }

    @Test
    void thereIsOneEnd() {
        registration.start();
        manual.run();
        registration.end();
        registration.end();
        manual.run();
        registration.end();
        manual.run();
        assertThat(log).containsExactly("begin", "end");
    }
}
