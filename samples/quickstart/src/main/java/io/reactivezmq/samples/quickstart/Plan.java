package io.reactivezmq.samples.quickstart;

import java.time.Duration;

/**
 * How long it takes.
 *
 * @param scene how long each scene has new messages
 * @param look how often to look at the numbers; what comes before the first look is warm-up and left out of the result
 * @param patience how long what is under way may take to arrive when a scene ends
 */
record Plan(Duration scene, Duration look, Duration patience) {

    /** What a visitor sees. */
    static Plan full() {
        return new Plan(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofSeconds(10));
    }
}
