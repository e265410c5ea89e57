package io.reactivezmq.internal.socket;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Lets one pipe send what it holds, and what the application is about to answer over it, for as long as it may linger, and
 * then closes its link.
 */
final class PipeCloser {

    private final Pipe pipe;
    private final Runnable done;
    private final Disposable.Swap timer = Disposables.swap();
    private boolean closed;

    private PipeCloser(Pipe pipe, Runnable done) {
        this.pipe = pipe;
        this.done = done;
    }

    static void close(SocketCore socket, Pipe pipe, Duration linger, Runnable done) {
        PipeCloser closer = new PipeCloser(pipe, done);
        if (linger.isZero()) {
            closer.expire();
            return;
        }
        closer.timer.update(socket.loop().schedule(closer::expire, linger));
        socket.pattern().settle(pipe, () -> pipe.flush(closer::finish));
    }

    private void expire() {
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
            pipe.closeLink(new SocketClosedException("Our end at " + pipe.endpoint()));
            done.run();
        }
    }
}
