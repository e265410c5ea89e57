package io.reactivezmq.samples.guide;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/** Base of the tests of an example. It starts the programs and ends them after the test, the last one first. */
abstract class Halves {

    private final Deque<Half> started = new ArrayDeque<>();

    final Half start(Side side, String... command) {
        return add(side.start(command));
    }

    final Half add(Half half) {
        started.push(half);
        return half;
    }

    @AfterEach
    void endAll() {
        while (!started.isEmpty()) {
            started.pop().kill();
        }
    }
}
