package io.reactivezmq.zmtp.netty;

import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * The time between a failed write of a connection and the end of its input. The peer is gone, but the operating system
 * may hold messages that it sent before, so the connection is read to its end. The end of the input then ends the
 * connection, as without the failure. So does a second without input.
 */
final class LostOutput {

    private final ZmtpHandler handler;
    private final EventExecutor executor;
    private @Nullable InputSilence silence;
    private boolean closed;

    LostOutput(ZmtpHandler handler, EventExecutor executor) {
        this.handler = handler;
        this.executor = executor;
    }

    /** Returns whether this is the failure of a write to a channel whose input may be open. */
    static boolean isFailedWrite(Throwable failure) {
        return failure instanceof ChannelOutputShutdownException || failure instanceof ClosedChannelException;
    }

    /** Handles a failed write. One that does not come from the operating system ends the connection at once. */
    void failed(Throwable failure) {
        Throwable reason = failure instanceof ChannelOutputShutdownException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (!isFailedWrite(failure) || !(reason instanceof IOException)) {
            handler.fail(reason);
        } else if (silence == null && !closed) {
            ReadController reads = handler.reads();
            silence = new InputSilence(
                    executor, reads::bytes, () -> handler.lost(CloseReasons.of(reason, handler.address())));
            reads.readToEnd();
        }
    }

    /** Stops waiting, as the input has ended as well. */
    void close() {
        closed = true;
        if (silence != null) {
            silence.close();
        }
    }
}
