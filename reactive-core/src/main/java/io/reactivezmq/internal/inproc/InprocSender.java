package io.reactivezmq.internal.inproc;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Passes the messages and controls of one end's pipe to the other end. Between two loops they cross in an
 * {@link InprocQueue}, as far as it has credit. On one loop they go from pipe to pipe, without credit and queue. Used
 * on the loop of its own end.
 */
final class InprocSender {

    /** Number of messages and controls after which other tasks of the loop have their turn. */
    private static final int TURN = 1024;

    private final InprocLink link;
    private final LoopUntilItEnds loop;
    private final Runnable turn = this::turn;
    private boolean scheduled;
    private boolean sending;

    /** Messages passed to the other end that are not yet reported to our pipe as written. */
    private int handed;

    /** Flushes requested while messages were being passed on. They end when that is done. */
    private final ArrayDeque<Runnable> flushes = new ArrayDeque<>(0);

    InprocSender(InprocLink link, LoopUntilItEnds loop) {
        this.link = link;
        this.loop = loop;
    }

    /** Sends soon. */
    void wake() {
        if (!scheduled && !sending && !link.isClosed()) {
            scheduled = true;
            loop.run(turn);
        }
    }

    /** Sends soon, as the other end has granted credit. Called on the other end's loop. */
    void credited() {
        loop.run(turn);
    }

    /** Sends in a task of the loop: what was to be sent soon is sent with it. */
    void turn() {
        scheduled = false;
        drain();
    }

    /** Sends now. */
    void drain() {
        if (sending || !link.isAttached()) {
            return;
        }
        LinkPipe source = link.pipe();
        InprocLink to = link.other();
        boolean sameLoop = link.sameLoop();
        sending = true;
        boolean more;
        try {
            more = sameLoop ? handOver(source, to) : cross(source, to);
            if (!link.isClosed()) {
                reportWritten(source);
            }
        } finally {
            sending = false;
        }
        if (sameLoop) {
            // Not before, as application code may run in it and send messages.
            to.burstOver();
        }
        if (more && !scheduled && !link.isClosed()) {
            scheduled = true;
            loop.runLater(turn);
        }
        finishFlushes();
    }

    /** Polls the next message. If there is none, first reports earlier ones as written, which may release more. */
    private @Nullable ZmqMessage next(LinkPipe source) {
        ZmqMessage message = source.pollUrgent();
        if (message != null) {
            return message;
        }
        message = source.poll();
        if (message == null && handed > 0 && !link.isClosed()) {
            reportWritten(source);
            message = link.isClosed() ? null : source.poll();
        }
        if (message == null || link.isClosed()) {
            // Application code within poll has closed the link, so the pipe has the message again.
            return null;
        }
        handed++;
        return message;
    }

    /** Reports the messages passed on as written. The other end counts those of them that it does not receive. */
    void reportWritten(LinkPipe source) {
        int count = handed;
        handed = 0;
        source.written(count);
    }

    /** Moves messages and controls to the other end's queue. Returns whether there may be more to move. */
    private boolean cross(LinkPipe source, InprocLink to) {
        InprocQueue queue = to.incoming();
        int sent = 0;
        int controls = 0;
        long free = queue.credit();
        int freeControls = queue.controlCredit();
        while (!link.isClosed() && sent + controls < TURN && controls < freeControls) {
            Control control = source.pollControl();
            if (control != null) {
                queue.put(control);
                controls++;
                continue;
            }
            ZmqMessage message = sent < free ? next(source) : null;
            if (message == null) {
                break;
            }
            queue.put(message);
            sent++;
        }
        if (sent + controls == 0) {
            return false;
        }
        long left = queue.spend(sent);
        int controlsLeft = queue.spendControls(controls);
        to.itemsCame();
        // A limit ended the loop, not a lack of messages. Credit granted since then did not wake us, as some was left.
        return controlsLeft > 0 && (sent + controls == TURN || controls == freeControls || left > 0 && sent == free);
    }

    /** Moves messages and controls to the other end's pipe. Returns whether there may be more to move. */
    private boolean handOver(LinkPipe source, InprocLink to) {
        if (!to.isAttached()) {
            return false;
        }
        if (!to.incoming().isEmpty()) {
            // Items already in the queue go first.
            return true;
        }
        LinkPipe target = to.pipe();
        int sent = 0;
        while (!link.isClosed() && !to.isClosed() && sent < TURN) {
            Control control = source.pollControl();
            if (control != null) {
                to.receive(control);
            } else {
                ZmqMessage message = target.hasRoom() ? next(source) : null;
                if (message == null) {
                    break;
                }
                to.receive(message);
            }
            sent++;
        }
        return sent == TURN;
    }

    /** Runs the action when the messages that are being passed on have been reported as written. */
    void flush(Runnable done) {
        if (sending) {
            flushes.add(done);
        } else {
            done.run();
        }
    }

    /** Runs the actions that wait for the end of a turn. */
    void finishFlushes() {
        while (!flushes.isEmpty()) {
            flushes.remove().run();
        }
    }
}
