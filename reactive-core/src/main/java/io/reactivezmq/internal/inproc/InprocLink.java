package io.reactivezmq.internal.inproc;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.loop.WakeSignal;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * One end of a connection between two sockets of a context. It polls its own pipe for as many messages as the other
 * end's pipe has granted credit for, and puts them into a queue that the other end drains on its own loop. So the two
 * pipes together bound the connection, and messages are passed on without copying. Between two sockets of one loop,
 * messages go from pipe to pipe, without credit and queue.
 *
 * <p>The bound socket accepts or refuses the peer before the connecting socket does.
 */
final class InprocLink implements Link {

    private static final int TURN = 1024;

    /** Limit on queued controls, so that those of a million subscriptions do not all exist at once. */
    private static final int CONTROLS = 4096;

    private final LinkHost host;
    private final LinkHost otherHost;
    private final boolean accepted;
    private final LoopUntilItEnds loop;

    /** The items from the other end: messages, controls, {@link #ATTACH} and {@link Closing}. */
    private final Queue<Object> inbox = Queues.<Object>unbounded(256).get();

    private final WakeSignal wakeSignal = WakeSignal.idle();
    private final Runnable takeIn = this::takeIn;
    private final Runnable sendOut = this::sendOut;

    /** Free room in the other end's pipe that it has granted. Increased by the other end, decreased by this one. */
    private final AtomicLong credit = new AtomicLong();

    /** How many more controls may be queued for the other end. Increased by the other end, decreased by this one. */
    private final AtomicInteger controlCredit = new AtomicInteger(CONTROLS);

    private @Nullable InprocLink other;
    private @Nullable LinkPipe pipe;
    private boolean attached;

    /** Whether both ends live on one loop. Set when this end attaches. */
    private boolean sameLoop;

    private boolean sendScheduled;
    private boolean sending;
    private boolean closed;
    private @Nullable ZmqException endedBy;

    /** Messages passed to the other end that are not yet reported to our pipe as written. */
    private int handed;

    /** Credit granted to the other end for messages that have not arrived yet. */
    private long promised;

    /** Flushes requested while messages were being passed on. They end when that is done. */
    private final ArrayDeque<Runnable> flushes = new ArrayDeque<>(0);

    /** Sent by the connecting end first, and by the bound end as the answer once it has accepted the peer. */
    private static final Object ATTACH = new Object();

    /** The last item in the other end's queue. */
    private record Closing(ZmqException reason) {}

    InprocLink(LinkHost host, LinkHost otherHost, boolean accepted) {
        this.host = host;
        this.otherHost = otherHost;
        this.accepted = accepted;
        this.loop = new LoopUntilItEnds(host.loop());
    }

    void join(InprocLink end) {
        other = end;
    }

    private InprocLink other() {
        return Objects.requireNonNull(other);
    }

    /** Starts the handshake. Called at the connecting end. */
    void begin() {
        loop.run(() -> {
            if (closed) {
                return;
            }
            try {
                host.checkPlace(host.endpoint().uri());
                other().tell(ATTACH);
            } catch (PeerRefusedException refused) {
                refuse(refused);
            }
        });
    }

    private void attach() {
        String name = host.endpoint().uri();
        String otherType = otherHost.type().wireName();
        if (!host.type().accepts(otherType)) {
            refuse(PeerRefusedException.ours(
                    name, host.type() + " cannot talk to " + otherHost.type(), "Incompatible socket type"));
            return;
        }
        PeerInfo peer = InprocPeers.describe(host, otherHost, accepted);
        host.connected(name, name);
        attached = true;
        sameLoop = otherHost.loop().inLoop();
        try {
            pipe = host.attach(this, peer);
        } catch (PeerRefusedException refused) {
            refuse(refused);
            return;
        }
        ZmqException ended = endedBy;
        if (ended != null) {
            // The socket closed the link while it was attaching it.
            pipe.closed(ended);
            return;
        }
        if (accepted) {
            other().tell(ATTACH);
        }
        promise();
        sendOut();
    }

    private void refuse(ZmqException reason) {
        closed = true;
        other().tell(new Closing(reason));
        host.failed(host.endpoint().uri(), true, reason);
    }

    /** Grants the other end credit for this pipe's free room. On the same loop, wakes the other end instead. */
    private void promise() {
        LinkPipe target = pipe;
        if (sameLoop) {
            other().wake();
        } else if (target != null && !closed) {
            long free = target.room() - promised;
            if (free > 0) {
                promised += free;
                other().credited(free);
            }
        }
    }

    // Called by the other end, on its loop.

    private void credited(long messages) {
        if (credit.getAndAdd(messages) <= 0) {
            loop.run(sendOut);
        }
    }

    private void controlsTaken(int count) {
        if (controlCredit.getAndAdd(count) <= 0) {
            loop.run(sendOut);
        }
    }

    private void tell(Object item) {
        inbox.offer(item);
        arrived();
    }

    private void arrived() {
        if (wakeSignal.mustWake()) {
            loop.run(takeIn);
        }
    }

    // Receiving, on our loop.

    private void takeIn() {
        // First, so that an item that comes while this looks wakes the loop again.
        wakeSignal.goIdle();
        if (closed) {
            countLost();
            return;
        }
        int taken = 0;
        int controls = 0;
        Object item;
        while (!closed && taken < TURN && (item = inbox.poll()) != null) {
            if (item == ATTACH) {
                attach();
                continue;
            }
            taken++;
            if (item instanceof ZmqMessage message) {
                promised--;
                receive(attachedPipe(), message);
            } else if (item instanceof Control control) {
                controls++;
                receive(attachedPipe(), control);
            } else if (item instanceof Closing closing) {
                end(InprocPeers.closedByPeer(host.endpoint().uri(), attached, closing.reason()));
                return;
            }
        }
        if (controls > 0) {
            other().controlsTaken(controls);
        }
        if (taken > 0) {
            attachedPipe().readComplete();
            promise();
        }
        if (!closed && !inbox.isEmpty() && wakeSignal.resume()) {
            loop.runLater(takeIn);
        }
    }

    /** Returns the pipe, which exists when messages and controls arrive, as they follow {@link #ATTACH}. */
    private LinkPipe attachedPipe() {
        return Objects.requireNonNull(pipe);
    }

    private void receive(LinkPipe target, ZmqMessage message) {
        try {
            target.receive(ZmqMessage.from(message, target.peer()));
        } catch (ZmqException broken) {
            close(broken);
        }
    }

    private void receive(LinkPipe target, Control control) {
        try {
            target.receive(control);
        } catch (ZmqException broken) {
            close(broken);
        }
    }

    /**
     * Counts messages that no socket receives, as this end is closed. More may arrive until the other end has closed.
     */
    private void countLost() {
        long lost = 0;
        Object item;
        while ((item = inbox.poll()) != null) {
            if (item instanceof ZmqMessage) {
                lost++;
            }
        }
        LinkPipe target = pipe;
        if (lost > 0 && target != null) {
            target.undelivered(lost);
        }
    }

    @Override
    public void resume() {
        loop.run(this::promise);
    }

    // Sending, on our loop.

    @Override
    public void wake() {
        if (!sendScheduled && !sending && !closed) {
            sendScheduled = true;
            loop.run(sendOut);
        }
    }

    private void sendOut() {
        sendScheduled = false;
        drain();
    }

    @Override
    public void drain() {
        LinkPipe source = pipe;
        if (source == null || sending || closed) {
            return;
        }
        sending = true;
        boolean more;
        try {
            more = sameLoop ? handOver(source) : cross(source);
            tellWritten(source);
        } finally {
            sending = false;
        }
        if (sameLoop) {
            // Not before, as application code may run in it and send messages.
            other().burstOver();
        }
        if (more && !sendScheduled && !closed) {
            sendScheduled = true;
            loop.runLater(sendOut);
        }
        while (!flushes.isEmpty()) {
            flushes.remove().run();
        }
    }

    /** Polls the next message. If there is none, first reports earlier ones as written, which may release more. */
    private @Nullable ZmqMessage next(LinkPipe source) {
        ZmqMessage message = source.pollUrgent();
        if (message != null) {
            return message;
        }
        message = source.poll();
        if (message == null && handed > 0) {
            tellWritten(source);
            message = closed ? null : source.poll();
        }
        if (message == null || closed) {
            // Application code within poll has closed the link, so the pipe has the message again.
            return null;
        }
        handed++;
        return message;
    }

    /** Reports the messages passed on as written. The other end counts those of them that it does not receive. */
    private void tellWritten(LinkPipe source) {
        if (!closed) {
            int count = handed;
            handed = 0;
            source.written(count);
        }
    }

    /** Moves messages and controls to the other end's queue. Returns whether there may be more to move. */
    private boolean cross(LinkPipe source) {
        int sent = 0;
        int told = 0;
        long free = credit.get();
        int freeControls = controlCredit.get();
        while (!closed && sent + told < TURN && told < freeControls) {
            Control control = source.pollControl();
            if (control != null) {
                other().inbox.offer(control);
                told++;
                continue;
            }
            ZmqMessage message = sent < free ? next(source) : null;
            if (message == null) {
                break;
            }
            other().inbox.offer(message);
            sent++;
        }
        if (sent + told == 0) {
            return false;
        }
        long left = credit.addAndGet(-sent);
        int controlsLeft = controlCredit.addAndGet(-told);
        other().arrived();
        // A limit ended the loop, not a lack of messages. Credit granted since then did not wake us, as some was left.
        return controlsLeft > 0 && (sent + told == TURN || told == freeControls || left > 0 && sent == free);
    }

    /** Moves messages and controls to the other end's pipe. Returns whether there may be more to move. */
    private boolean handOver(LinkPipe source) {
        InprocLink to = other();
        LinkPipe target = to.pipe;
        if (target == null || to.closed) {
            return false;
        }
        if (!to.inbox.isEmpty()) {
            // Items already in the queue go first.
            return true;
        }
        int sent = 0;
        while (!closed && !to.closed && sent < TURN) {
            Control control = source.pollControl();
            if (control != null) {
                to.receive(target, control);
            } else {
                ZmqMessage message = target.hasRoom() ? next(source) : null;
                if (message == null) {
                    break;
                }
                to.receive(target, message);
            }
            sent++;
        }
        return sent == TURN;
    }

    private void burstOver() {
        if (pipe != null && !closed) {
            pipe.readComplete();
        }
    }

    @Override
    public void flush(Runnable done) {
        if (sending) {
            flushes.add(done);
        } else {
            done.run();
        }
    }

    // Closing.

    @Override
    public void close(ZmqException reason) {
        if (!closed) {
            other().tell(new Closing(reason));
            end(reason);
        }
    }

    /** Gives up before the handshake is finished. The socket is not notified, as it no longer wants the connection. */
    void giveUp() {
        if (!attached && !closed) {
            closed = true;
            other().tell(new Closing(new SocketClosedException(host.endpoint().uri())));
        }
    }

    private void end(ZmqException reason) {
        closed = true;
        endedBy = reason;
        countLost();
        LinkPipe target = pipe;
        if (target != null) {
            target.written(handed);
            target.closed(reason);
        } else if (!attached) {
            host.failed(host.endpoint().uri(), true, reason);
        }
        while (!flushes.isEmpty()) {
            flushes.remove().run();
        }
    }
}
