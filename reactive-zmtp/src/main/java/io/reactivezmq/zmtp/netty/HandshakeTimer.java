package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limit of one connection's handshake, including the WebSocket upgrade. For an accepted connection it includes TLS
 * too, so that one timer, which the connection cancels at its end, limits all of them. For an initiated connection, TLS
 * has a timer of its own.
 */
final class HandshakeTimer {

    private final ZmtpHandler handler;
    private final Duration limit;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * Creates a timer that does not run yet.
     *
     * @param limit the limit; zero for none
     */
    HandshakeTimer(ZmtpHandler handler, Duration limit) {
        this.handler = handler;
        this.limit = limit;
    }

    void start(EventExecutor loop) {
        if (!limit.isZero()) {
            timer = loop.schedule(this::expired, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void expired() {
        handler.end(new LinkTimeoutException(handler.address(), Stage.HANDSHAKE, limit));
    }

    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
