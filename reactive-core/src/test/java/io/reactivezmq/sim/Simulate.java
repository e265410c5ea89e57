package io.reactivezmq.sim;

import java.time.Duration;
import java.util.Random;

/** Runs simulations outside of the tests: of one seed, or of fresh seeds for a time such as {@code PT60S}. */
public final class Simulate {

    private Simulate() {}

    public static void main(String[] arguments) {
        if (arguments.length == 1 && !arguments[0].startsWith("PT")) {
            System.out.println(world(Long.parseLong(arguments[0])) + " steps");
        } else {
            run(Duration.parse(arguments.length == 0 ? "PT60S" : arguments[0]));
        }
    }

    /** Runs worlds of fresh seeds for this long. */
    static void run(Duration time) {
        Random seeds = new Random();
        long start = System.nanoTime();
        long worlds = 0;
        long steps = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            steps += world(seeds.nextInt(1_000_000_000));
            worlds++;
        }
        System.out.printf("%,d worlds, %,d steps in %d s%n", worlds, steps, time.toSeconds());
    }

    /** Runs the world of this seed, and returns the number of its steps. */
    static long world(long seed) {
        try (World world = new World(seed, 3)) {
            Simulation simulation = world.oneIn(3) ? new RequestReply(world) : new PointToPoint(world);
            simulation.run();
            return world.steps();
        }
    }
}
