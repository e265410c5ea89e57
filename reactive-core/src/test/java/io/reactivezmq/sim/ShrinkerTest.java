package io.reactivezmq.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script of a planted fault shrinks to the actions that matter, and replays. */
class ShrinkerTest {

    private static final Duration TIME = Duration.ofSeconds(20);

    @BeforeEach
    void observe() {
        Droppings.observe();
    }

    @AfterEach
    void stopObserving() {
        Droppings.stopObserving();
    }

    /** A network that forgets the second message of each program. */
    private static Outcome forgetful(Script script) {
        return Outcome.of(script, world -> {
            world.network().plantLoss(message -> message.endsWith(":1"));
            return new PointToPoint(world);
        });
    }

    @Test
    void aPlantedFaultShrinksToFewActions() {
        Outcome failed = LongStream.range(0, 100)
                .mapToObj(seed -> forgetful(Script.of(seed)))
                .filter(outcome ->
                        outcome.broken() == Promise.NO_LOSS && outcome.actions().size() > 30)
                .findFirst()
                .orElseThrow();
        Outcome smallest = new Shrinker(TIME, ShrinkerTest::forgetful).shrink(failed);
        assertThat(smallest.broken()).isEqualTo(failed.broken());
        // A busy machine leaves time for few runs.
        assertThat(smallest.actions())
                .hasSizeLessThan(failed.actions().size() / 2)
                .anyMatch(action -> action.startsWith("s"));
        Outcome replayed = forgetful(smallest.script());
        assertThat(replayed.broken()).isEqualTo(failed.broken());
        assertThat(replayed.fingerprint()).isEqualTo(smallest.fingerprint());
        assertThat(smallest.script().command("")).contains("-Dsim.seed=", "-Dsim.only=");
    }
}
