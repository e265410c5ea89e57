package io.reactivezmq.internal.type;

import io.reactivezmq.SocketType;
import io.reactivezmq.internal.socket.SocketScope;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Lets a socket end its work in progress, then closes it; after a limit it closes the socket in any case.
 *
 * <p>Whether work is left is looked up at short intervals. Work ends in many places, most of them on the path of
 * messages, and none of them has to know of this.
 */
final class SocketDrain {

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final SocketCore<?> core;
    private final SocketScope scope;
    private final Runnable update = this::update;

    /**
     * Whether there was a call, and when the socket closes at the latest, by the clock of the loop. Guarded by this.
     */
    private boolean requested;

    private long end;

    // Used on the loop only.
    private boolean begun;
    private long scheduledEnd;
    private final Disposable.Swap limit = Disposables.swap();
    private final Disposable.Swap check = Disposables.swap();

    SocketDrain(SocketCore<?> core) {
        this.core = core;
        this.scope = core.scope();
    }

    /** Begins to drain, or limits the time further. May be called on any thread. */
    void start(Duration time) {
        long ownEnd = scope.loop().nanoTime() + time.toNanos();
        synchronized (this) {
            end = requested && end - ownEnd < 0 ? end : ownEnd;
            requested = true;
        }
        scope.markDraining();
        // In a task of its own, as the caller may be in the middle of a signal.
        scope.loop().callLater(update);
    }

    private synchronized long end() {
        return end;
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, end() - scope.loop().nanoTime()));
    }

    private void update() {
        if (core.hasEnded()) {
            return;
        }
        Duration left = left();
        if (left.isZero()) {
            expired();
            return;
        }
        long newEnd = end();
        if (!begun || newEnd - scheduledEnd < 0) {
            scheduledEnd = newEnd;
            limit.update(scope.loop().scheduleOrRun(this::expired, left));
        }
        if (!begun) {
            begun = true;
            begin();
        }
    }

    private void begin() {
        if (scope.isClosed()) {
            return;
        }
        core.endpoints().stopListening();
        if (scope.type() != SocketType.REQ) {
            // A REQ reads nothing but replies.
            core.peers().stopReading();
        }
        check();
    }

    private void check() {
        if (scope.isClosed()) {
            return;
        }
        if (scope.work().isDone()) {
            core.close(left()).subscribe();
        } else {
            check.update(scope.loop().schedule(this::check, INTERVAL));
        }
    }

    private void expired() {
        core.close(Duration.ZERO).subscribe();
    }

    /** Handles the end of the socket. */
    void ended() {
        limit.dispose();
        check.dispose();
    }
}
