package io.reactivezmq.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The promises to users hold in simulated worlds. A build runs the same seeds each time, as many as there is time for.
 * The profile {@code sim} runs fresh ones, and {@code -Dsim.seed} replays one.
 */
class SimulationTest {

    private static final Duration TIME = Duration.parse(System.getProperty("sim.time", "PT30S"));

    /** The number of worlds that a build runs at most. */
    private static final long WORLDS = 4000;

    /** Whether each run has other seeds. */
    private static final boolean FRESH = Boolean.getBoolean("sim.fresh");

    /** The number of threads; 0 is one for each processor. */
    private static final int THREADS = Integer.getInteger("sim.threads", 1);

    /** A violation is shrunk for half a minute before it is reported. */
    @Test
    @Timeout(120)
    void promisesHoldInEveryWorld() {
        Script given = Script.given();
        if (given == null) {
            Simulate.run(
                    TIME,
                    THREADS == 0 ? Runtime.getRuntime().availableProcessors() : THREADS,
                    FRESH ? Long.MAX_VALUE : WORLDS,
                    FRESH ? Simulate.fresh() : new AtomicLong()::getAndIncrement,
                    Outcome::of,
                    Thread::new);
        } else {
            Simulate.replay(given);
        }
    }

    @Test
    void everyPromiseIsDocumented() throws IOException {
        String page = Files.readString(Path.of("../docs/guarantees.md"));
        assertThat(Promise.values()).allSatisfy(promise -> assertThat(page).contains("| `" + promise + "` | "));
    }

    @Test
    void aSeedAlwaysGivesTheSameWorld() {
        Droppings.observe();
        try {
            for (int seed = 0; seed < 10; seed++) {
                Outcome once = Outcome.of(Script.of(seed));
                Outcome again = Outcome.of(Script.of(seed));
                assertThat(again.fingerprint()).as("seed " + seed).isEqualTo(once.fingerprint());
                assertThat(once.steps()).isGreaterThan(100);
            }
        } finally {
            Droppings.stopObserving();
        }
    }
}
