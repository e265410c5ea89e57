package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.ScheduledFuture;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Applies the time to live that the peer requests in its PINGs: the longest time without bytes from the peer. */
final class PeerTimeToLive {

    private final HeartbeatMonitor monitor;
    private @Nullable ScheduledFuture<?> check;
    private Duration limit = Duration.ZERO;
    private long lastRead;

    /** Whether the limit has expired once, and bytes that arrived in time are being read before it counts. */
    private boolean late;

    PeerTimeToLive(HeartbeatMonitor monitor) {
        this.monitor = monitor;
    }

    /** Sets the limit of the peer's newest PING; zero for no limit. */
    void set(Duration newLimit) {
        limit = newLimit;
        restart();
        if (!newLimit.isZero() && (check == null || check.isDone())) {
            check = monitor.after(newLimit.toNanos(), this::check);
        }
    }

    /** Reports that bytes were read. */
    void read() {
        if (!limit.isZero()) {
            restart();
        }
    }

    /** Forgets the peer's silence so far. */
    void restart() {
        lastRead = monitor.now();
    }

    private void check() {
        if (limit.isZero()) {
            return;
        }
        if (monitor.isPaused()) {
            check = monitor.after(limit.toNanos(), this::check);
            return;
        }
        long left = limit.toNanos() - (monitor.now() - lastRead);
        if (left <= 0 && !late) {
            late = true;
            check = monitor.after(0, this::check);
        } else if (left <= 0) {
            monitor.give(Stage.PEER_TTL, limit);
        } else {
            late = false;
            check = monitor.after(left, this::check);
        }
    }

    void close() {
        HeartbeatMonitor.cancel(check);
    }
}
