package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import io.reactivezmq.options.HeartbeatSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one connection: the handshake's time limit, our PINGs and the silence allowed after one, the time to
 * live that the peer asks for, and the signs of life that we give while we do not read its PINGs.
 *
 * <p>Any byte is a sign of life, not only a whole frame. Back-pressure is not taken for death: the silence of a peer
 * that we do not read means nothing, and that of a peer that does not read us is allowed to last longer.
 */
final class HeartbeatMonitor {

    /**
     * How long a peer may be silent that leaves what we wrote in our own buffers: it is more likely paused than dead.
     */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** The time between two signs of life, unless the peer sends its PINGs at shorter intervals. */
    private static final long SIGN_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    /** PINGs that come in one read tell nothing of the interval between them. */
    private static final long SHORTEST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    private final ChannelHandlerContext ctx;
    private final ZmtpHandler handler;
    private final HeartbeatSettings settings;
    private @Nullable ScheduledFuture<?> handshake;
    private @Nullable ScheduledFuture<?> interval;
    private @Nullable ScheduledFuture<?> silence;
    private @Nullable ScheduledFuture<?> peerLimit;
    private Duration timeToLive = Duration.ZERO;
    private long lastRead;

    /** Whether what the peer may have sent in time has been looked for once more. */
    private boolean late;

    // Of the PING that is to be answered.
    private long bytesAtPing;
    private long pingedAt;
    private boolean wasStuck;

    // Of the peer's PINGs, and our signs.
    private boolean hasHeartbeats;
    private boolean peerPings;
    private long peerPingedAt;
    private long signInterval = SIGN_INTERVAL;
    private long nextSign;
    private boolean signing;

    HeartbeatMonitor(ChannelHandlerContext ctx, ZmtpHandler handler, HeartbeatSettings settings) {
        this.ctx = ctx;
        this.handler = handler;
        this.settings = settings;
    }

    void connected(Duration handshakeTimeout) {
        if (!handshakeTimeout.isZero()) {
            handshake = after(handshakeTimeout.toNanos(), () -> give(Stage.HANDSHAKE, handshakeTimeout));
        }
    }

    /**
     * The handshake is finished.
     *
     * @param answersPings whether the peer would answer
     */
    void ready(boolean answersPings) {
        cancel(handshake);
        hasHeartbeats = answersPings;
        if (settings.enabled() && answersPings) {
            long nanos = settings.interval().toNanos();
            interval = ctx.executor().scheduleAtFixedRate(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
            // At once, and before any message: a peer that soon stops reading knows that it is to give signs of life.
            beat();
        }
    }

    /** Something was read. */
    void read() {
        if (!timeToLive.isZero()) {
            lastRead = System.nanoTime();
        }
    }

    /** We read again after a pause: what the peer sent meanwhile is still to come, so its silence begins anew. */
    void resumed() {
        lastRead = System.nanoTime();
        bytesAtPing = -1;
    }

    // What we ask the peer for.

    private void beat() {
        handler.ping(settings.timeToLive());
        if ((silence == null || silence.isDone()) && !settings.timeout().isZero()) {
            pinged();
        }
    }

    private void pinged() {
        bytesAtPing = handler.bytesRead();
        pingedAt = System.nanoTime();
        wasStuck = false;
        silence = after(settings.timeout().toNanos(), this::checkSilence);
    }

    private void checkSilence() {
        // When the loop is late, what the peer has sent in time is still to be read.
        silence = after(0, this::judgeSilence);
    }

    private void judgeSilence() {
        if (handler.bytesRead() != bytesAtPing || handler.isPaused()) {
            return;
        }
        boolean stuck = handler.isStuck();
        if (stuck && System.nanoTime() - pingedAt < PATIENCE) {
            wasStuck = true;
            silence = after(settings.timeout().toNanos(), this::checkSilence);
        } else if (wasStuck && !stuck) {
            // It has begun to read us, and gets the time to come to a PING.
            handler.ping(settings.timeToLive());
            pinged();
        } else {
            give(Stage.HEARTBEAT, settings.timeout());
        }
    }

    // What the peer asks us for.

    /**
     * The peer has sent a PING.
     *
     * @param limit after how long without a sign it wants us to give up; zero: no demand
     */
    void peerPinged(Duration limit) {
        long now = System.nanoTime();
        if (peerPings) {
            long half = (now - peerPingedAt) / 2;
            if (half >= SHORTEST_INTERVAL) {
                signInterval = Math.min(signInterval, half);
            }
        }
        peerPings = true;
        peerPingedAt = now;
        if (handler.isPaused()) {
            paused();
        }
        timeToLive = limit;
        lastRead = now;
        if (!limit.isZero() && (peerLimit == null || peerLimit.isDone())) {
            peerLimit = after(limit.toNanos(), this::checkPeerLimit);
        }
    }

    private void checkPeerLimit() {
        if (timeToLive.isZero()) {
            return;
        }
        if (handler.isPaused()) {
            peerLimit = after(timeToLive.toNanos(), this::checkPeerLimit);
            return;
        }
        long left = timeToLive.toNanos() - (System.nanoTime() - lastRead);
        if (left <= 0 && !late) {
            late = true;
            peerLimit = after(0, this::checkPeerLimit);
        } else if (left <= 0) {
            give(Stage.PEER_TTL, timeToLive);
        } else {
            late = false;
            peerLimit = after(left, this::checkPeerLimit);
        }
    }

    // Signs of life.

    /**
     * We stop reading, and do not see the peer's PINGs. Signs of life are only given where heartbeats are in use: to a
     * peer without them, which may have closed its socket already, any byte of ours would make its system throw away
     * what we have not read yet.
     */
    void paused() {
        if (!signing && hasHeartbeats && (peerPings || ownPingsAreRare())) {
            signing = true;
            nextSign = System.nanoTime() + signInterval;
            LifeSigns.add(this, ctx.executor());
        }
    }

    /** Heartbeats are in use here, perhaps with a peer that has shorter intervals: our PINGs alone may not do. */
    private boolean ownPingsAreRare() {
        return settings.enabled() && settings.interval().toNanos() > SIGN_INTERVAL;
    }

    /** When the next sign is due, by {@link System#nanoTime}. */
    long nextSign() {
        return nextSign;
    }

    /** Gives a sign of life; false when none is needed any more. */
    boolean sign(long now) {
        signing = !handler.hasEnded() && handler.isPaused() && ctx.channel().isActive();
        if (signing) {
            handler.sign();
            nextSign = now + signInterval;
        }
        return signing;
    }

    private void give(Stage stage, Duration limit) {
        handler.end(new LinkTimeoutException(handler.address(), stage, limit));
    }

    private ScheduledFuture<?> after(long nanos, Runnable task) {
        return ctx.executor().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    void close() {
        cancel(handshake);
        cancel(interval);
        cancel(silence);
        cancel(peerLimit);
    }

    private static void cancel(@Nullable ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
