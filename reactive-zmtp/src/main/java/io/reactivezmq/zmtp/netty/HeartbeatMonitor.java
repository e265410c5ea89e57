package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.spi.settings.HeartbeatSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one connection after its handshake: {@link OwnPings}, {@link PeerTimeToLive} and {@link PausedSigns}.
 *
 * <p>Any byte is a sign of life, not only a complete frame. Back-pressure does not count as silence: the peer's silence
 * is ignored while this side does not read. A peer that does not read may be silent for longer.
 */
final class HeartbeatMonitor {

    private final ChannelHandlerContext ctx;
    private final ZmtpHandler handler;
    private final HeartbeatSettings settings;
    private final Loop clock;
    private final OwnPings pings;
    private final PeerTimeToLive timeToLive;
    private final PausedSigns signs;
    private @Nullable HeartbeatSender sender;
    private @Nullable HeartbeatSender link;

    HeartbeatMonitor(ChannelHandlerContext ctx, ZmtpHandler handler, HeartbeatSettings settings, Loop clock) {
        this.ctx = ctx;
        this.handler = handler;
        this.settings = settings;
        this.clock = clock;
        this.pings = new OwnPings(this, settings);
        this.timeToLive = new PeerTimeToLive(this);
        this.signs = new PausedSigns(this, settings);
    }

    /**
     * Sends heartbeats by these actions of the transport instead of those of ZMTP.
     *
     * @param ping returns whether a ping was sent, as {@link HeartbeatSender#ping}
     */
    void sendBy(BooleanSupplier ping, Runnable signOfLife) {
        sender = new HeartbeatSender() {
            @Override
            public boolean ping(Duration timeToLive) {
                return ping.getAsBoolean();
            }

            @Override
            public void signOfLife() {
                signOfLife.run();
            }
        };
    }

    /**
     * Starts heartbeats after the handshake.
     *
     * @param zmtp sends heartbeats, unless the transport has its own
     * @param answersPings whether the peer answers PINGs
     */
    void ready(HeartbeatSender zmtp, boolean answersPings) {
        link = zmtp;
        if (sender == null) {
            sender = zmtp;
        }
        if (answersPings) {
            signs.allow();
            if (settings.enabled()) {
                pings.start();
            }
        }
    }

    /** Reports that bytes were read. */
    void read() {
        timeToLive.read();
    }

    /**
     * Reports that reading continues after a pause. Bytes that the peer sent meanwhile are still unread, so its silence
     * starts anew.
     */
    void resumed() {
        timeToLive.restart();
        pings.restart();
    }

    /** Reports that reading pauses, so that the peer's PINGs are not seen. */
    void paused() {
        signs.start();
    }

    /**
     * Reports a PING from the peer.
     *
     * @param limit the time without bytes from the peer after which this side should disconnect; zero for no limit
     */
    void peerPinged(Duration limit) {
        signs.peerPinged();
        timeToLive.set(limit);
    }

    void close() {
        pings.close();
        timeToLive.close();
        signs.close();
    }

    // For the parts of this monitor.

    /** Ends the connection because a time limit has passed. */
    void give(Stage stage, Duration limit) {
        handler.end(new LinkTimeoutException(handler.address(), stage, limit));
    }

    HeartbeatSender sender() {
        return Objects.requireNonNull(sender);
    }

    /** Returns the number of all bytes received from the peer. */
    long bytesRead() {
        return handler.reads().bytes();
    }

    /** Returns the number of bytes that the operating system has taken since the handshake. */
    long bytesTaken() {
        return link == null ? 0 : link.taken();
    }

    /** Returns whether reading is paused because bytes wait for room in the pipe. */
    boolean isPaused() {
        return handler.reads().isPaused();
    }

    /** Returns whether the peer can still see signs of life. */
    boolean isOpen() {
        return !handler.hasEnded() && ctx.channel().isActive();
    }

    ChannelHandlerContext context() {
        return ctx;
    }

    EventExecutor executor() {
        return ctx.executor();
    }

    /** Returns the time of the loop in nanoseconds. */
    long now() {
        return clock.nanoTime();
    }

    /** Runs the task after this many nanoseconds, when the loop has handled its channels. */
    ScheduledFuture<?> after(long nanos, Runnable task) {
        return ctx.executor().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    static void cancel(@Nullable ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
