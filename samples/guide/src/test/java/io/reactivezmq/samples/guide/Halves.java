package io.reactivezmq.samples.guide;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/** A test of an example: starts its halves, and ends those that are left, the last one first. */
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
