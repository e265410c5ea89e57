package io.reactivezmq.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs simulations: of one script, or of fresh seeds for a time such as {@code PT60S}. */
public final class Simulate {

    private static final Duration SHRINKING = Duration.parse(System.getProperty("sim.shrink", "PT30S"));

    private Simulate() {}

    /** Runs the given script, or fresh seeds for the time in the first argument, on as many threads as the second. */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && !arguments[0].startsWith("PT")) {
            replay(Script.of(Long.parseLong(arguments[0])));
        } else {
            run(
                    Duration.parse(arguments.length == 0 ? "PT60S" : arguments[0]),
                    arguments.length < 2 ? 1 : Integer.parseInt(arguments[1]),
                    Long.MAX_VALUE,
                    fresh(),
                    Outcome::of,
                    Thread::new);
        }
    }

    /** Returns seeds that differ from run to run. */
    static LongSupplier fresh() {
        return () -> ThreadLocalRandom.current().nextInt(1_000_000_000);
    }

    /** Runs one script. Throws when a promise does not hold. */
    static void replay(Script script) {
        replay(script, Outcome::of);
    }

    /** Runs one script with this kind of world. Throws when a promise does not hold. */
    static void replay(Script script, Function<Script, Outcome> world) {
        Droppings.observe();
        try {
            Outcome outcome = world.apply(script);
            outcome.rethrow();
            System.out.printf("%,d steps%n", outcome.steps());
        } finally {
            Droppings.stopObserving();
        }
    }

    /**
     * Runs worlds of these seeds for this long, on this many threads. Throws the first violation, shrunk.
     *
     * @param most ends after this number of worlds
     * @param seeds called by all threads
     * @param world runs the world of a script
     * @param factory creates the threads other than the current one
     */
    static void run(
            Duration time,
            int threads,
            long most,
            LongSupplier seeds,
            Function<Script, Outcome> world,
            ThreadFactory factory) {
        AtomicReference<@Nullable Outcome> found = new AtomicReference<>();
        AtomicLong worlds = new AtomicLong();
        AtomicLong steps = new AtomicLong();
        AtomicLong simulated = new AtomicLong();
        Coverage coverage = new Coverage();
        long start = System.nanoTime();
        Droppings.observe();
        try {
            List<Thread> others = new ArrayList<>();
            Runnable work = () -> {
                while (System.nanoTime() - start < time.toNanos() && worlds.get() < most && found.get() == null) {
                    Outcome outcome = world.apply(Script.of(seeds.getAsLong()));
                    worlds.incrementAndGet();
                    steps.addAndGet(outcome.steps());
                    simulated.addAndGet(outcome.simulated().toMillis());
                    synchronized (coverage) {
                        coverage.add(outcome.coverage());
                    }
                    if (outcome.failure() != null) {
                        found.compareAndSet(null, outcome);
                    }
                }
            };
            for (int i = 1; i < threads; i++) {
                Thread thread = factory.newThread(work);
                thread.start();
                others.add(thread);
            }
            work.run();
            for (Thread thread : others) {
                thread.join();
            }
            Outcome failed = found.get();
            if (failed != null) {
                new Shrinker(SHRINKING, world).shrink(failed).rethrow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            Droppings.stopObserving();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,d worlds and %,d steps in %.0f s: %,.0f worlds, %,.0f steps and %,.0f simulated seconds a second%n%s",
                worlds.get(),
                steps.get(),
                seconds,
                worlds.get() / seconds,
                steps.get() / seconds,
                simulated.get() / 1e3 / seconds,
                coverage.report());
    }
}
