package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.ScheduledFuture;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import io.reactivezmq.spi.settings.HeartbeatSettings;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends PINGs to the peer at an interval, and limits its silence after a PING. */
final class OwnPings {

    /**
     * The time for which a peer may be silent while bytes to it remain in this side's buffers, and none of them is
     * taken, in nanoseconds. Such a peer is more likely paused than dead.
     */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final HeartbeatMonitor monitor;
    private final HeartbeatSettings settings;
    private @Nullable ScheduledFuture<?> interval;
    private @Nullable ScheduledFuture<?> silence;

    // State of the PING that awaits an answer.
    private long bytesAtPing;
    private long pingedAt;
    private long bytesTaken;

    /** Whether the PING could not be sent, or bytes before it were stuck. */
    private boolean wasStuck;

    OwnPings(HeartbeatMonitor monitor, HeartbeatSettings settings) {
        this.monitor = monitor;
        this.settings = settings;
    }

    /**
     * Starts with a PING at once, before any message. So a peer that soon stops reading knows that it has to give signs
     * of life.
     */
    void start() {
        long nanos = settings.interval().toNanos();
        interval = monitor.executor().scheduleAtFixedRate(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
        beat();
    }

    /** Forgets the peer's silence so far, because this side has not read meanwhile. */
    void restart() {
        bytesAtPing = -1;
    }

    private void beat() {
        boolean sent = monitor.sender().ping(settings.timeToLive());
        if ((silence == null || silence.isDone()) && !settings.timeout().isZero()) {
            pinged(sent);
        }
    }

    /** Limits the silence from now on. After a PING that could not be sent, an idle peer has nothing to answer. */
    private void pinged(boolean sent) {
        bytesAtPing = monitor.bytesRead();
        pingedAt = monitor.now();
        bytesTaken = monitor.bytesTaken();
        wasStuck = !sent;
        silence = monitor.after(settings.timeout().toNanos(), this::checkSilence);
    }

    private void checkSilence() {
        // When the loop is late, bytes that the peer sent in time are still unread.
        silence = monitor.after(0, this::endIfSilent);
    }

    private void endIfSilent() {
        if (monitor.bytesRead() != bytesAtPing || monitor.isPaused()) {
            return;
        }
        boolean stuck = WaitingOutput.exists(monitor.context().channel());
        if (stuck && monitor.bytesTaken() != bytesTaken) {
            // The peer reads, however slowly, and will reach the PING behind these bytes.
            bytesTaken = monitor.bytesTaken();
            pingedAt = monitor.now();
        }
        if (stuck && monitor.now() - pingedAt < PATIENCE) {
            wasStuck = true;
            silence = monitor.after(settings.timeout().toNanos(), this::checkSilence);
        } else if (wasStuck && !stuck) {
            // The peer has begun to read, and gets the time to reach a PING.
            pinged(monitor.sender().ping(settings.timeToLive()));
        } else {
            monitor.give(Stage.HEARTBEAT, settings.timeout());
        }
    }

    void close() {
        HeartbeatMonitor.cancel(interval);
        HeartbeatMonitor.cancel(silence);
    }
}
