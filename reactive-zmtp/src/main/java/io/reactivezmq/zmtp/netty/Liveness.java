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
 * The clocks of one connection: the handshake's time limit, our PINGs and the silence allowed after one, and the time to
 * live that the peer asks for. Any octet is a sign of life, not only a whole frame. While we ourselves do not read, for
 * want of room, the peer's silence means nothing and is not held against it.
 */
final class Liveness {

    private static final long NEVER = -1;

    private final ChannelHandlerContext ctx;
    private final ZmtpHandler handler;
    private final HeartbeatSettings settings;
    private @Nullable ScheduledFuture<?> handshake;
    private @Nullable ScheduledFuture<?> interval;
    private @Nullable ScheduledFuture<?> silence;
    private @Nullable ScheduledFuture<?> peerLimit;
    private Duration timeToLive = Duration.ZERO;
    private long octetsAtPing;
    private long lastRead;

    Liveness(ChannelHandlerContext ctx, ZmtpHandler handler, HeartbeatSettings settings) {
        this.ctx = ctx;
        this.handler = handler;
        this.settings = settings;
    }

    void connected(Duration handshakeTimeout) {
        if (!handshakeTimeout.isZero()) {
            handshake = after(handshakeTimeout, () -> give(Stage.HANDSHAKE, handshakeTimeout));
        }
    }

    /**
     * The handshake is finished.
     *
     * @param answersPings whether the peer would answer
     */
    void ready(boolean answersPings) {
        cancel(handshake);
        if (settings.enabled() && answersPings) {
            long nanos = settings.interval().toNanos();
            interval = ctx.executor().scheduleAtFixedRate(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
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
        octetsAtPing = NEVER;
    }

    private void beat() {
        handler.ping(settings.timeToLive());
        if ((silence == null || silence.isDone()) && !settings.timeout().isZero()) {
            octetsAtPing = handler.octetsRead();
            silence = after(settings.timeout(), this::checkSilence);
        }
    }

    private void checkSilence() {
        if (handler.octetsRead() == octetsAtPing && !handler.isPaused()) {
            give(Stage.HEARTBEAT, settings.timeout());
        }
    }

    /** The peer wants us to give up after this long without a sign; zero: no demand. */
    void peerTimeToLive(Duration limit) {
        timeToLive = limit;
        lastRead = System.nanoTime();
        if (!limit.isZero() && (peerLimit == null || peerLimit.isDone())) {
            peerLimit = after(limit, this::checkPeerLimit);
        }
    }

    private void checkPeerLimit() {
        if (timeToLive.isZero()) {
            return;
        }
        if (handler.isPaused()) {
            peerLimit = after(timeToLive, this::checkPeerLimit);
            return;
        }
        Duration left = timeToLive.minusNanos(System.nanoTime() - lastRead);
        if (left.isNegative() || left.isZero()) {
            give(Stage.PEER_TTL, timeToLive);
        } else {
            peerLimit = after(left, this::checkPeerLimit);
        }
    }

    private void give(Stage stage, Duration limit) {
        handler.end(new LinkTimeoutException(handler.address(), stage, limit));
    }

    private ScheduledFuture<?> after(Duration delay, Runnable task) {
        return ctx.executor().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
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
