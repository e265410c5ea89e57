package io.reactivezmq.internal.socket;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Lets one pipe send what it holds, and what the application is about to answer over it, for as long as it may linger,
 * and then closes its link.
 */
final class PipeCloser {

    private final Pipe pipe;
    private final ZmqException reason;
    private final Consumer<Pipe> leftovers;
    private final Runnable done;
    private final Disposable.Swap timer = Disposables.swap();
    private boolean closed;

    private PipeCloser(Pipe pipe, ZmqException reason, Consumer<Pipe> leftovers, Runnable done) {
        this.pipe = pipe;
        this.reason = reason;
        this.leftovers = leftovers;
        this.done = done;
    }

    /** Because our endpoint ends. */
    static void close(SocketBase socket, Pipe pipe, Duration linger, Runnable done) {
        close(socket, pipe, linger, new SocketClosedException("Our end at " + pipe.endpoint()), left -> {}, done);
    }

    /**
     * Because of this reason. It may be called again for a pipe that lingers: the shorter time counts, and each call's
     * action runs once.
     *
     * @param leftovers takes what waits in the pipe when the time is over; what it leaves is dropped
     */
    static void close(
            SocketBase socket,
            Pipe pipe,
            Duration linger,
            ZmqException reason,
            Consumer<Pipe> leftovers,
            Runnable done) {
        PipeCloser closer = new PipeCloser(pipe, reason, leftovers, done);
        if (linger.isZero()) {
            closer.expire();
            return;
        }
        closer.timer.update(socket.loop().schedule(closer::expire, linger));
        socket.pattern().settle(pipe, () -> pipe.flush(closer::finish));
    }

    private void expire() {
        if (!closed) {
            leftovers.accept(pipe);
        }
        pipe.discardOutbound(DropReason.LINGER_EXPIRED);
        finish();
    }

    private void finish() {
        if (!closed) {
            closed = true;
            timer.dispose();
            // Nothing is offered to it any more; if something was nevertheless, that is not lost in silence.
            pipe.discardOutbound(DropReason.LINGER_EXPIRED);
            pipe.retire();
            pipe.closeLink(reason);
            done.run();
        }
    }
}
