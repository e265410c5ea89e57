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
import io.reactivezmq.spi.ReceivedMessages;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection between two sockets of a context: its states, and the messages that it receives. Its
 * {@link InprocSender} passes the messages of its own pipe to the other end. The two pipes together bound the
 * connection, and messages are passed on without copying.
 *
 * <p>The bound socket accepts or refuses the peer before the connecting socket does.
 */
final class InprocLink implements Link {

    /** Number of items after which other tasks of the loop have their turn. */
    private static final int TURN = 1024;

    /** Sent by the connecting end first, and by the bound end as the answer once it has accepted the peer. */
    private static final Object ATTACH = new Object();

    /** The last item in the other end's queue. */
    private record Closing(ZmqException reason) {}

    private final LinkHost host;
    private final LinkHost otherHost;
    private final boolean accepted;
    private final LoopUntilItEnds loop;

    /** The items from the other end: messages, controls, {@link #ATTACH} and {@link Closing}. */
    private final InprocQueue incoming = new InprocQueue();

    private final Runnable takeIn = this::takeIn;
    private final InprocSender sender;

    private @Nullable InprocLink other;
    private @Nullable LinkPipe pipe;
    private InprocState state = InprocState.HANDSHAKE;

    /** Whether the socket knows of the connection. */
    private boolean reported;

    /** Whether both ends live on one loop. Set when this end attaches. */
    private boolean sameLoop;

    /** The reason for which the socket closed this end while it attached it. */
    private @Nullable ZmqException endedBy;

    InprocLink(LinkHost host, LinkHost otherHost, boolean accepted) {
        this.host = host;
        this.otherHost = otherHost;
        this.accepted = accepted;
        this.loop = new LoopUntilItEnds(host.loop());
        this.sender = new InprocSender(this, loop);
    }

    void join(InprocLink end) {
        other = end;
    }

    InprocLink other() {
        return Objects.requireNonNull(other);
    }

    /** Returns the pipe, which exists when messages and controls arrive, as they follow {@link #ATTACH}. */
    LinkPipe pipe() {
        return Objects.requireNonNull(pipe);
    }

    InprocQueue incoming() {
        return incoming;
    }

    boolean sameLoop() {
        return sameLoop;
    }

    boolean isAttached() {
        return state == InprocState.ATTACHED;
    }

    boolean isClosed() {
        return state == InprocState.CLOSED;
    }

    // Attaching.

    /** Starts the handshake. Called at the connecting end. */
    void begin() {
        loop.run(() -> {
            if (isClosed()) {
                return;
            }
            report();
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
        report();
        if (!host.type().accepts(otherType)) {
            refuse(PeerRefusedException.ours(
                    name, host.type() + " cannot talk to " + otherHost.type(), "Incompatible socket type"));
            return;
        }
        PeerInfo peer = InprocPeers.describe(host, otherHost, accepted);
        state = state.to(InprocState.ATTACHING);
        sameLoop = otherHost.loop().inLoop();
        LinkPipe attached;
        try {
            attached = host.attach(this, peer);
        } catch (PeerRefusedException refused) {
            refuse(refused);
            return;
        }
        pipe = attached;
        ZmqException ended = endedBy;
        if (ended != null) {
            // The socket closed the link while it was attaching it.
            attached.closed(ended);
            return;
        }
        state = state.to(InprocState.ATTACHED);
        if (accepted) {
            other().tell(ATTACH);
        }
        grant();
        sender.turn();
    }

    /** Reports the connection, once, before its handshake succeeds or fails. */
    private void report() {
        if (!reported) {
            reported = true;
            String name = host.endpoint().uri();
            host.connected(name, name);
        }
    }

    private void refuse(ZmqException reason) {
        state = state.to(InprocState.CLOSED);
        other().tell(new Closing(reason));
        host.failed(host.endpoint().uri(), true, reason);
    }

    // Called by the other end, on its loop.

    private void tell(Object item) {
        incoming.put(item);
        itemsCame();
    }

    /** Takes in the items that the other end has put into the queue. */
    void itemsCame() {
        if (incoming.mustWake()) {
            loop.run(takeIn);
        }
    }

    // Receiving, on our loop.

    private void takeIn() {
        incoming.goIdle();
        if (isClosed()) {
            countLost();
            return;
        }
        int taken = 0;
        int controls = 0;
        Object item;
        while (!isClosed() && taken < TURN && (item = incoming.poll()) != null) {
            if (item == ATTACH) {
                attach();
                continue;
            }
            taken++;
            if (item instanceof ZmqMessage message) {
                incoming.arrived();
                receive(message);
            } else if (item instanceof Control control) {
                controls++;
                receive(control);
            } else if (item instanceof Closing closing) {
                end(InprocPeers.closedByPeer(host.endpoint().uri(), isAttached(), closing.reason()));
                return;
            }
        }
        if (controls > 0 && incoming.grantControls(controls)) {
            other().sender.credited();
        }
        if (taken > 0) {
            pipe().readComplete();
            grant();
        }
        if (!isClosed() && incoming.resume()) {
            loop.runLater(takeIn);
        }
    }

    void receive(ZmqMessage message) {
        LinkPipe target = pipe();
        try {
            target.receive(ReceivedMessages.of(message, target.peer()));
        } catch (ZmqException broken) {
            close(broken);
        }
    }

    void receive(Control control) {
        try {
            pipe().receive(control);
        } catch (ZmqException broken) {
            close(broken);
        }
    }

    /** Ends a burst of items that came directly from the other end's pipe. */
    void burstOver() {
        if (isAttached()) {
            pipe().readComplete();
        }
    }

    /** Grants the other end credit for this pipe's free room. On the same loop, wakes the other end instead. */
    private void grant() {
        if (sameLoop) {
            other().wake();
        } else if (isAttached() && incoming.grant(pipe().room())) {
            other().sender.credited();
        }
    }

    /**
     * Counts messages that no socket receives, as this end is closed. More may arrive until the other end has closed.
     */
    private void countLost() {
        long lost = 0;
        Object item;
        while ((item = incoming.poll()) != null) {
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
        loop.run(this::grant);
    }

    // Sending, on our loop.

    @Override
    public void wake() {
        sender.wake();
    }

    @Override
    public void drain() {
        sender.drain();
    }

    @Override
    public void flush(Runnable done) {
        sender.flush(done);
    }

    // Closing.

    @Override
    public void close(ZmqException reason) {
        if (!isClosed()) {
            other().tell(new Closing(reason));
            end(reason);
        }
    }

    /** Gives up before the handshake is finished. The socket is not notified, as it no longer wants the connection. */
    void giveUp() {
        if (state == InprocState.HANDSHAKE) {
            state = state.to(InprocState.CLOSED);
            other().tell(new Closing(new SocketClosedException(host.endpoint().uri())));
        }
    }

    private void end(ZmqException reason) {
        boolean unknown = state == InprocState.HANDSHAKE;
        state = state.to(InprocState.CLOSED);
        endedBy = reason;
        countLost();
        LinkPipe target = pipe;
        if (target != null) {
            sender.reportWritten(target);
            target.closed(reason);
        } else if (unknown) {
            report();
            host.failed(host.endpoint().uri(), true, reason);
        }
        sender.finishFlushes();
    }
}
