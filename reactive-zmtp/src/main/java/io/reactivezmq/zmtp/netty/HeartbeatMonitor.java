package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import io.reactivezmq.options.HeartbeatSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one connection. They limit the handshake, send PINGs, limit the peer's silence after a PING, and apply
 * the time to live that the peer requests. They also send signs of life while this side does not read the peer's PINGs.
 *
 * <p>Any byte is a sign of life, not only a complete frame. Back-pressure does not count as silence: the peer's silence
 * is ignored while this side does not read. A peer that does not read may be silent for longer.
 */
final class HeartbeatMonitor {

    /**
     * The time for which a peer may be silent while bytes to it remain in this side's buffers, in nanoseconds. Such a
     * peer is more likely paused than dead.
     */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** The time between two signs of life, in nanoseconds, unless the peer sends its PINGs at shorter intervals. */
    private static final long SIGN_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * The shortest measured interval that counts, in nanoseconds. PINGs within one read say nothing about intervals.
     */
    private static final long SHORTEST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    private final ChannelHandlerContext ctx;
    private final ZmtpHandler handler;
    private final HeartbeatSettings settings;
    private @Nullable HeartbeatSender sender;
    private @Nullable ScheduledFuture<?> handshake;
    private @Nullable ScheduledFuture<?> interval;
    private @Nullable ScheduledFuture<?> silence;
    private @Nullable ScheduledFuture<?> peerLimit;
    private Duration timeToLive = Duration.ZERO;
    private long lastRead;

    /** Whether the peer's limit has expired once, and bytes that arrived in time are being read before it counts. */
    private boolean late;

    // State of the PING that awaits an answer.
    private long bytesAtPing;
    private long pingedAt;
    private boolean wasStuck;

    // State of the peer's PINGs and of the signs of life.
    private boolean hasHeartbeats;
    private boolean peerPings;
    private long peerPingedAt;
    private long signInterval = SIGN_INTERVAL;
    private long nextSign;
    private long signNumber;
    private boolean signing;

    HeartbeatMonitor(ChannelHandlerContext ctx, ZmtpHandler handler, HeartbeatSettings settings) {
        this.ctx = ctx;
        this.handler = handler;
        this.settings = settings;
    }

    /** Sends heartbeats by these actions of the transport instead of those of ZMTP. */
    void sendBy(Runnable ping, Runnable signOfLife) {
        sender = new HeartbeatSender() {
            @Override
            public void ping(Duration timeToLive) {
                ping.run();
            }

            @Override
            public void signOfLife() {
                signOfLife.run();
            }
        };
    }

    private HeartbeatSender sender() {
        return Objects.requireNonNull(sender);
    }

    void connected(Duration handshakeTimeout) {
        if (!handshakeTimeout.isZero()) {
            handshake = after(handshakeTimeout.toNanos(), () -> give(Stage.HANDSHAKE, handshakeTimeout));
        }
    }

    /**
     * Starts heartbeats after the handshake.
     *
     * @param zmtp sends heartbeats, unless the transport has its own
     * @param answersPings whether the peer answers PINGs
     */
    void ready(HeartbeatSender zmtp, boolean answersPings) {
        cancel(handshake);
        if (sender == null) {
            sender = zmtp;
        }
        hasHeartbeats = answersPings;
        if (settings.enabled() && answersPings) {
            long nanos = settings.interval().toNanos();
            interval = ctx.executor().scheduleAtFixedRate(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
            // Sends the first PING at once, before any message. So a peer that soon stops reading knows that it has to
            // give signs of life.
            beat();
        }
    }

    /** Reports that bytes were read. */
    void read() {
        if (!timeToLive.isZero()) {
            lastRead = System.nanoTime();
        }
    }

    /**
     * Reports that reading continues after a pause. Bytes that the peer sent meanwhile are still unread, so its silence
     * starts anew.
     */
    void resumed() {
        lastRead = System.nanoTime();
        bytesAtPing = -1;
    }

    // PINGs from this side.

    private void beat() {
        sender().ping(settings.timeToLive());
        if ((silence == null || silence.isDone()) && !settings.timeout().isZero()) {
            pinged();
        }
    }

    private void pinged() {
        bytesAtPing = handler.reads().bytes();
        pingedAt = System.nanoTime();
        wasStuck = false;
        silence = after(settings.timeout().toNanos(), this::checkSilence);
    }

    private void checkSilence() {
        // When the loop is late, bytes that the peer sent in time are still unread.
        silence = after(0, this::judgeSilence);
    }

    private void judgeSilence() {
        if (handler.reads().bytes() != bytesAtPing || handler.reads().isPaused()) {
            return;
        }
        boolean stuck = isStuck();
        if (stuck && System.nanoTime() - pingedAt < PATIENCE) {
            wasStuck = true;
            silence = after(settings.timeout().toNanos(), this::checkSilence);
        } else if (wasStuck && !stuck) {
            // The peer has begun to read, and gets the time to reach a PING.
            sender().ping(settings.timeToLive());
            pinged();
        } else {
            give(Stage.HEARTBEAT, settings.timeout());
        }
    }

    /** Returns whether written bytes wait in this side's buffers because the peer does not read. */
    private boolean isStuck() {
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }

    // PINGs from the peer.

    /**
     * Reports a PING from the peer.
     *
     * @param limit the time without bytes from the peer after which this side should disconnect; zero for no limit
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
        if (handler.reads().isPaused()) {
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
        if (handler.reads().isPaused()) {
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
     * Starts signs of life when reading pauses, because the peer's PINGs are not seen then. They are sent only where
     * heartbeats are in use. A peer without heartbeats may have closed its socket; its system would then answer any
     * byte with a reset, by which bytes that this side has not read yet are lost.
     */
    void paused() {
        if (!signing && hasHeartbeats && (peerPings || ownPingsAreRare())) {
            signing = true;
            nextSign = System.nanoTime() + signInterval;
            LifeSigns.add(this, ctx.executor());
        }
    }

    /**
     * Returns whether this side uses heartbeats with a long interval. The peer may have a shorter one, for which the
     * PINGs of this side alone would be too rare.
     */
    private boolean ownPingsAreRare() {
        return settings.enabled() && settings.interval().toNanos() > SIGN_INTERVAL;
    }

    /** Returns when the next sign of life is due, by {@link System#nanoTime}. */
    long nextSign() {
        return nextSign;
    }

    /** Returns the number that tells connections apart whose signs are due at the same time. */
    long signNumber() {
        return signNumber;
    }

    void signNumber(long number) {
        signNumber = number;
    }

    /** Sends a sign of life. Returns false when the connection needs none any more. */
    boolean sign(long now) {
        signing = !handler.hasEnded()
                && handler.reads().isPaused()
                && ctx.channel().isActive();
        if (signing) {
            sender().signOfLife();
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
        if (signing) {
            signing = false;
            LifeSigns.remove(this);
        }
    }

    private static void cancel(@Nullable ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
