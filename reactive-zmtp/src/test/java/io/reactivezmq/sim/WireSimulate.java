package io.reactivezmq.sim;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/** Runs worlds over the simulated wire: of one seed, or of fresh seeds for a time such as {@code PT60S}. */
public final class WireSimulate {

    private WireSimulate() {}

    /** A thread of worlds. It plays all loops, and so has none of their state. */
    private static final class WorldThread extends FastThreadLocalThread {

        WorldThread(Runnable task) {
            super(task, "world");
        }

        @Override
        public boolean permitBlockingCalls() {
            return true;
        }
    }

    /** Runs the given seed, or fresh seeds for the time in the first argument, on as many threads as the second. */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && !arguments[0].startsWith("PT")) {
            replay(Script.of(Long.parseLong(arguments[0])));
        } else {
            run(
                    Duration.parse(arguments.length == 0 ? "PT60S" : arguments[0]),
                    arguments.length < 2 ? 1 : Integer.parseInt(arguments[1]),
                    Long.MAX_VALUE,
                    Simulate.fresh());
        }
    }

    /** Runs the world of a script. */
    static Outcome world(Script script) {
        return Outcome.of(script, WireNetwork::new, Outcome::simulation);
    }

    /** Runs one script. Throws when a promise does not hold. */
    static void replay(Script script) {
        onWorldThread(() -> Simulate.replay(script, WireSimulate::world));
    }

    /** Runs worlds as {@link Simulate} does. */
    static void run(Duration time, int threads, long most, LongSupplier seeds) {
        onWorldThread(() -> Simulate.run(time, threads, most, seeds, WireSimulate::world, WorldThread::new));
    }

    /** Runs a task on a thread of worlds, and throws what it throws. */
    static void onWorldThread(Runnable task) {
        try {
            CompletableFuture.runAsync(task, command -> new WorldThread(command).start())
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }
}
