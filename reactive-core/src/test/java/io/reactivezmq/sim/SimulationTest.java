package io.reactivezmq.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promises to users hold in worlds of fresh seeds; {@code -Dsim.seed} replays one. */
class SimulationTest {

    private static final Duration TIME = Duration.parse(System.getProperty("sim.time", "PT30S"));

    /** The number of threads; 0 is one for each processor. */
    private static final int THREADS = Integer.getInteger("sim.threads", 1);

    /** A violation is shrunk for half a minute before it is reported. */
    @Test
    @Timeout(120)
    void promisesHoldInEveryWorld() {
        Script given = Script.given();
        if (given == null) {
            Simulate.run(TIME, THREADS == 0 ? Runtime.getRuntime().availableProcessors() : THREADS);
        } else {
            Simulate.replay(given);
        }
    }

    @Test
    void aSeedAlwaysGivesTheSameWorld() {
        for (int seed = 0; seed < 10; seed++) {
            Outcome once = Outcome.of(Script.of(seed));
            Outcome again = Outcome.of(Script.of(seed));
            assertThat(again.fingerprint()).as("seed " + seed).isEqualTo(once.fingerprint());
            assertThat(once.steps()).isGreaterThan(100);
        }
    }
}
