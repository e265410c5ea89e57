package io.reactivezmq.zmtp.netty;

import io.reactivezmq.spi.settings.HeartbeatSettings;
import java.util.concurrent.TimeUnit;

/**
 * Signs of life of one connection while this side does not read, because it does not see the peer's PINGs then. They
 * are sent only where heartbeats are in use. A peer without heartbeats may have closed its socket; its system would
 * then answer any byte with a reset, by which bytes that this side has not read yet are lost.
 */
final class PausedSigns {

    /** The time between two signs, in nanoseconds, unless the peer sends its PINGs at shorter intervals. */
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * The shortest measured interval that counts, in nanoseconds. PINGs within one read say nothing about intervals.
     */
    private static final long SHORTEST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    private final HeartbeatMonitor monitor;

    /**
     * Whether this side uses heartbeats with a long interval. The peer may have a shorter one, for which the PINGs of
     * this side alone would be too rare.
     */
    private final boolean ownPingsAreRare;

    private boolean allowed;
    private boolean peerPings;
    private long peerPingedAt;
    private long interval = INTERVAL;

    // State of LifeSigns, which sends the signs of all connections of a loop.
    private boolean signing;
    private long next;
    private long number;

    PausedSigns(HeartbeatMonitor monitor, HeartbeatSettings settings) {
        this.monitor = monitor;
        this.ownPingsAreRare = settings.enabled() && settings.interval().toNanos() > INTERVAL;
    }

    /** Allows signs of life: the handshake is finished, and the peer understands them. */
    void allow() {
        allowed = true;
    }

    /** Reports a PING from the peer, which expects signs of life at shorter intervals than its PINGs. */
    void peerPinged() {
        long now = monitor.now();
        if (peerPings) {
            long half = (now - peerPingedAt) / 2;
            if (half >= SHORTEST_INTERVAL) {
                interval = Math.min(interval, half);
            }
        }
        peerPings = true;
        peerPingedAt = now;
        if (monitor.isPaused()) {
            start();
        }
    }

    /** Starts when reading pauses. The signs end by themselves when reading continues. */
    void start() {
        if (!signing && allowed && (peerPings || ownPingsAreRare)) {
            signing = true;
            next = monitor.now() + interval;
            LifeSigns.add(this, monitor.executor());
        }
    }

    /** Returns when the next sign is due, by the clock of the loop. */
    long next() {
        return next;
    }

    /** Returns the time of the loop. */
    long now() {
        return monitor.now();
    }

    /** Returns the number that tells connections apart whose signs are due at the same time. */
    long number() {
        return number;
    }

    void number(long assigned) {
        number = assigned;
    }

    /** Sends a sign. Returns false when the connection needs none any more. */
    boolean sign(long now) {
        signing = monitor.isPaused() && monitor.isOpen();
        if (signing) {
            monitor.sender().signOfLife();
            next = now + interval;
        }
        return signing;
    }

    void close() {
        if (signing) {
            signing = false;
            LifeSigns.remove(this);
        }
    }
}
