package io.reactivezmq.zmtp.netty;

import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time between a failed write of a connection and the end of its input. The peer is gone, but the operating system
 * may hold messages that it sent before, so the connection is read to its end. The end of the input then ends the
 * connection, as without the failure.
 */
final class LostOutput {

    /** The time without input after which the connection ends in any case, in nanoseconds. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(1);

    private final ZmtpHandler handler;
    private final EventExecutor executor;
    private @Nullable ScheduledFuture<?> check;
    private boolean closed;

    LostOutput(ZmtpHandler handler, EventExecutor executor) {
        this.handler = handler;
        this.executor = executor;
    }

    /** Returns whether this is the failure of a write to a channel whose input may be open. */
    static boolean isOne(Throwable failure) {
        return failure instanceof ChannelOutputShutdownException || failure instanceof ClosedChannelException;
    }

    /** Handles a failed write. One that does not come from the operating system ends the connection at once. */
    void failed(Throwable failure) {
        Throwable reason = failure instanceof ChannelOutputShutdownException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (!isOne(failure) || !(reason instanceof IOException)) {
            handler.fail(reason);
        } else if (check == null && !closed) {
            lookLater(reason);
            handler.reads().readToEnd();
        }
    }

    private void lookLater(Throwable reason) {
        long before = handler.reads().bytes();
        check = executor.schedule(() -> look(reason, before), SILENCE, TimeUnit.NANOSECONDS);
    }

    private void look(Throwable reason, long before) {
        if (handler.reads().bytes() == before) {
            handler.lost(CloseReasons.of(reason, handler.address()));
        } else {
            lookLater(reason);
        }
    }

    /** Looks no more, as the input has ended as well. */
    void close() {
        closed = true;
        if (check != null) {
            check.cancel(false);
        }
    }
}
