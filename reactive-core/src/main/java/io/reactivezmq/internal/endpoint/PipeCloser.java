package io.reactivezmq.internal.endpoint;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Link;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Closes the link of one pipe after the linger time at most. Until then the pipe sends what it holds, and the answers
 * that the application is still working on.
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

    /** Closes a pipe because the local endpoint ends. */
    static void close(HomeLoop loop, Pattern pattern, Pipe pipe, Duration linger, Runnable done) {
        close(
                loop,
                pattern,
                pipe,
                linger,
                new SocketClosedException("Our end at " + pipe.endpoint()),
                left -> {},
                done);
    }

    /**
     * Closes a pipe for this reason. May be called again while the pipe lingers: the shorter time applies, and the
     * action of each call runs once.
     *
     * @param leftovers takes back messages that still wait in the pipe when its link is closed, those in flight
     *     included; those it leaves are dropped
     */
    static void close(
            HomeLoop loop,
            Pattern pattern,
            Pipe pipe,
            Duration linger,
            ZmqException reason,
            Consumer<Pipe> leftovers,
            Runnable done) {
        PipeCloser closer = new PipeCloser(pipe, reason, leftovers, done);
        if (linger.isZero()) {
            closer.finish();
            return;
        }
        closer.timer.update(loop.scheduleOrRun(closer::finish, linger));
        pattern.settle(pipe, () -> pipe.flush(closer::sayGoodbye));
    }

    private void sayGoodbye() {
        Link link = pipe.link();
        if (closed || link == null) {
            finish();
        } else {
            link.finish(this::finish);
        }
    }

    private void finish() {
        if (!closed) {
            closed = true;
            timer.dispose();
            pipe.end(reason, this::giveUpRest);
            done.run();
        }
    }

    /**
     * Runs when the link is closed, so that messages in flight are treated as queued ones: they are the oldest. If
     * everything is written, a message can be left only if it was offered although nothing is offered any more.
     */
    private void giveUpRest() {
        leftovers.accept(pipe);
        pipe.discardOutbound(DropReason.LINGER_EXPIRED);
        pipe.retire();
    }
}
