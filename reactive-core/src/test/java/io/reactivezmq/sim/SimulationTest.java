package io.reactivezmq.sim;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The promises to users hold in worlds of fresh seeds; {@code -Dsim.seed} replays one. */
class SimulationTest {

    private static final Duration TIME = Duration.parse(System.getProperty("sim.time", "PT30S"));

    @Test
    void promisesHoldInEveryWorld() {
        String given = System.getProperty("sim.seed");
        if (given == null) {
            Simulate.run(TIME);
        } else {
            Simulate.world(Long.parseLong(given));
        }
    }
}
