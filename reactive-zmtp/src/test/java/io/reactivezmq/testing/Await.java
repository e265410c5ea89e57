package io.reactivezmq.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for conditions that signal no event. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Await() {}

    /** Looks again and again until it is so. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("has not happened: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Looks until the value has not changed for this long, and returns it. */
    public static long settled(Duration quiet, LongSupplier value) {
        long[] last = {value.getAsLong(), System.nanoTime()};
        until("a value that stays", () -> {
            long now = value.getAsLong();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > quiet.toNanos();
        });
        return last[0];
    }
}
