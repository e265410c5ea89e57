package io.reactivezmq.samples.quickstart;

import java.time.Duration;

/**
 * Durations of a run.
 *
 * @param scene how long each scene generates new messages
 * @param look interval between looks at the numbers. Messages before the first look are warm-up and not part of the
 *     result
 * @param patience how long messages in flight may take to arrive at the end of a scene
 */
record Plan(Duration scene, Duration look, Duration patience) {

    /** Returns the plan of the full demonstration. */
    static Plan full() {
        return new Plan(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofSeconds(10));
    }
}
