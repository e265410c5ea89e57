package io.reactivezmq.sim;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A source of chance with a name. What one part of a world draws does not depend on the others, so a part can be left
 * out without a change of their choices.
 */
final class Chance {

    private final Random random;

    Chance(long seed, String name) {
        this.random = new Random(seed * 1_000_003 + name.hashCode() * 7_919L);
    }

    /** Returns a number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns true once in so many cases. */
    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration upTo(Duration longest) {
        return Duration.ofNanos((long) (random.nextDouble() * longest.toNanos()));
    }

    RandomGenerator generator() {
        return random;
    }
}
