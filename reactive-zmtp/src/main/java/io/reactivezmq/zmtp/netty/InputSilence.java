package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Runs an action when a peer has sent nothing for a second. Used on the loop of the connection. */
final class InputSilence {

    private static final long LENGTH = TimeUnit.SECONDS.toNanos(1);

    private final EventExecutor executor;
    private final LongSupplier bytes;
    private final Runnable action;
    private ScheduledFuture<?> check;

    /**
     * Starts to wait for silence.
     *
     * @param bytes returns the number of all bytes that the peer has sent
     * @param action runs once, unless {@link #close} is called before
     */
    InputSilence(EventExecutor executor, LongSupplier bytes, Runnable action) {
        this.executor = executor;
        this.bytes = bytes;
        this.action = action;
        this.check = checkLater();
    }

    private ScheduledFuture<?> checkLater() {
        long before = bytes.getAsLong();
        return executor.schedule(() -> check(before), LENGTH, TimeUnit.NANOSECONDS);
    }

    private void check(long before) {
        if (bytes.getAsLong() == before) {
            action.run();
        } else {
            check = checkLater();
        }
    }

    /** Stops waiting. */
    void close() {
        check.cancel(false);
    }
}
