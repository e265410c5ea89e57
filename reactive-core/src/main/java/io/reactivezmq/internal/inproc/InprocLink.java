package io.reactivezmq.internal.inproc;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * One end of a connection between two sockets of a context. It fetches from its own pipe as many messages as the other
 * end's pipe has promised room for, and puts them into a queue that the other end empties on its own loop. So the two
 * pipes together bound the connection, and a message is only ever handed over. Between two sockets of one loop it goes
 * from pipe to pipe, without promises and the queue.
 *
 * <p>The socket that is bound takes the peer, or refuses it, before the socket that connects does.
 */
final class InprocLink implements Link {

    private static final int TURN = 1024;

    /** Controls on their way at most: what tells of a million subscriptions must not be there all at once. */
    private static final int CONTROLS = 4096;

    private final LinkHost host;
    private final LinkHost otherHost;
    private final boolean accepted;
    private final LoopUntilItEnds loop;

    /** From the other end to this one. */
    private final Queue<Object> inbox = Queues.<Object>unbounded(256).get();

    private final AtomicBoolean inboxAwake = new AtomicBoolean();
    private final Runnable takeIn = this::takeIn;
    private final Runnable sendOut = this::sendOut;

    /** How many messages the other end's pipe has promised room for; added to there, used up here. */
    private final AtomicLong credit = new AtomicLong();

    /** How many more controls may be on their way to the other end; given back there, used up here. */
    private final AtomicInteger controlCredit = new AtomicInteger(CONTROLS);

    private @Nullable InprocLink other;
    private @Nullable LinkPipe pipe;
    private boolean attached;

    /** Whether the other end lives on our loop; known from the attaching on. */
    private boolean sameLoop;

    private boolean sendScheduled;
    private boolean sending;
    private boolean closed;
    private @Nullable ZmqException endedBy;

    /** Handed over, and not yet told to our pipe. */
    private int handed;

    /** Promised to the other end and not yet come from there. */
    private long promised;

    /** Asked for while messages were being fetched; they are over when those are handed over. */
    private final ArrayDeque<Runnable> flushes = new ArrayDeque<>(0);

    /** Told by the end that connects, then by the end that is bound, when that has taken the peer. */
    private static final Object ATTACH = new Object();

    /** The last thing the other end is told. */
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

    /** Starts the handshake from the end that connects. */
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
            // It was closed by what the socket did on its coming.
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

    /** Promises the other end what room there is. */
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

    // From the other end, on its loop.

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
        if (inboxAwake.compareAndSet(false, true)) {
            loop.run(takeIn);
        }
    }

    // On our loop: in.

    private void takeIn() {
        inboxAwake.set(false);
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
        if (!closed && !inbox.isEmpty() && inboxAwake.compareAndSet(false, true)) {
            loop.runLater(takeIn);
        }
    }

    /** Only behind {@link #ATTACH} does anything else come. */
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
     * We have closed: what the other end had sent, and may still send until it hears of that, is received by nobody.
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

    // On our loop: out.

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
            // Only now, as application code may run in it and want something sent.
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

    /** The next message; what was handed over before makes room for it, if need be. */
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
            // Closed by application code that ran inside: the pipe has it again.
            return null;
        }
        handed++;
        return message;
    }

    /** What the other end has is written, so far as we are concerned: what it does not receive is counted there. */
    private void tellWritten(LinkPipe source) {
        if (!closed) {
            int count = handed;
            handed = 0;
            source.written(count);
        }
    }

    /** Into the other end's queue; true when there was more, and more is promised. */
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
        // It was not for want of messages; and who has promised more meanwhile has seen that there was credit.
        return controlsLeft > 0 && (sent + told == TURN || told == freeControls || left > 0 && sent == free);
    }

    /** Into the other end's pipe; true when there may be more to do. */
    private boolean handOver(LinkPipe source) {
        InprocLink to = other();
        LinkPipe target = to.pipe;
        if (target == null || to.closed) {
            return false;
        }
        if (!to.inbox.isEmpty()) {
            // What was told before comes before.
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

    // The end.

    @Override
    public void close(ZmqException reason) {
        if (!closed) {
            other().tell(new Closing(reason));
            end(reason);
        }
    }

    /** Before the handshake: the socket no longer wants it, and is told nothing. */
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
