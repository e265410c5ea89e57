package io.reactivezmq.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The promises to users hold in worlds whose network carries bytes between real connections. Run as
 * {@code SimulationTest} of reactive-core, with the same properties.
 */
class WireSimulationTest {

    private static final Duration TIME = Duration.parse(System.getProperty("sim.wire.time", "PT10S"));

    /** The number of worlds that a build runs at most. */
    private static final long WORLDS = 2000;

    private static final boolean FRESH = Boolean.getBoolean("sim.fresh");
    private static final int THREADS = Integer.getInteger("sim.threads", 1);

    /** A violation is shrunk for half a minute before it is reported. */
    @Test
    @Timeout(120)
    void promisesHoldOverEveryWire() {
        Script given = Script.given();
        if (given == null) {
            WireSimulate.run(
                    TIME,
                    THREADS == 0 ? Runtime.getRuntime().availableProcessors() : THREADS,
                    FRESH ? Long.MAX_VALUE : WORLDS,
                    FRESH ? Simulate.fresh() : new AtomicLong()::getAndIncrement);
        } else {
            WireSimulate.replay(given);
        }
    }

    @Test
    void aSeedAlwaysGivesTheSameWorld() {
        WireSimulate.onWorldThread(() -> {
            Droppings.observe();
            try {
                for (int seed = 0; seed < 10; seed++) {
                    Outcome once = WireSimulate.world(Script.of(seed));
                    Outcome again = WireSimulate.world(Script.of(seed));
                    assertThat(again.fingerprint()).as("seed " + seed).isEqualTo(once.fingerprint());
                    assertThat(once.steps()).isGreaterThan(100);
                }
            } finally {
                Droppings.stopObserving();
            }
        });
    }
}
