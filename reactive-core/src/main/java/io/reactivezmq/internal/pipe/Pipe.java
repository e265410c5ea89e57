package io.reactivezmq.internal.pipe;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.options.QueueSettings;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkPipe;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded lane between one peer and one socket, both ways. The pipe of an accepted connection lives as long as the
 * connection; that of a connected endpoint outlives its links, and keeps what waits to be sent.
 *
 * <p>Outbound it queues at most the send high-water mark, and at most twice as many more are under way: polled by the
 * link, and not yet taken by the operating system. These return to the front of the queue when the link is lost. Freed
 * room is told in halves of the mark: one half is filled while the other is sent, and a sender on another thread is
 * woken as seldom as that allows. Inbound it holds at most the receive high-water mark; the link stops there, or loses
 * more, and goes on below half of it.
 */
public final class Pipe extends PipeAttributes implements LinkPipe {

    /** So many messages together are worth a system call before the end of a burst. */
    private static final int HASTENED = 32;

    private final PipeOwner owner;
    private final MessageQueue urgent = new MessageQueue();
    private final Outbox out;
    private final Inbox in;

    /** What the link is to tell the peer beside messages; null for nothing. */
    private @Nullable Supplier<@Nullable Control> controls;

    private @Nullable Link link;
    private @Nullable PeerInfo peer;
    private boolean retired;
    private boolean resetting;

    private final PipeCounters counters = new PipeCounters();

    /** For connections. */
    public Pipe(PipeOwner owner, Endpoint endpoint, boolean accepted, QueueSettings queues) {
        this(owner, endpoint, accepted, false, queues);
    }

    /** A pipe without a link yet; its links carry datagrams or not. */
    public Pipe(PipeOwner owner, Endpoint endpoint, boolean accepted, boolean datagrams, QueueSettings queues) {
        super(endpoint, accepted, datagrams);
        this.owner = owner;
        this.out = new Outbox(queues.conflate());
        this.in = new Inbox(queues);
        out.limit(queues.sendHighWaterMark());
        in.limit(queues.receiveHighWaterMark());
    }

    /** Sets other high-water marks. What is queued beyond a lower one stays. */
    public void highWaterMarks(QueueSettings queues) {
        int more = out.limit(queues.sendHighWaterMark());
        in.limit(queues.receiveHighWaterMark());
        if (more != 0) {
            owner.roomFreed(this, more);
        }
        resumeIfStalled();
    }

    // The socket's side, outbound.

    /** Takes a message for the peer; false when the pipe is at its high-water mark. */
    public boolean offer(ZmqMessage message) {
        if (out.isFull()) {
            return false;
        }
        boolean wake = out.add(message);
        tellFreed(out.takeFreed());
        if (wake) {
            wake();
        }
        return true;
    }

    /** The same, but before it refuses it has the link take what it can: for those who would drop. */
    public boolean offerOrDrain(ZmqMessage message) {
        if (out.isFull() && link != null) {
            link.drain();
        }
        return offer(message);
    }

    /** Flushes a long burst of requests or replies early, so that the peer works meanwhile. */
    public void drainIfBatchFull() {
        if (out.size() % HASTENED == 0 && out.size() > 0 && link != null) {
            link.drain();
        }
    }

    /** Takes a message that goes before all others and does not count: a probe or a welcome. */
    public void offerFirst(ZmqMessage message) {
        urgent.add(message);
        wake();
    }

    /**
     * Where the link fetches what it is to tell the peer beside messages, ahead of them and not counted; null for
     * nothing.
     */
    public void controls(@Nullable Supplier<@Nullable Control> source) {
        controls = source;
        wake();
    }

    /** There is something to tell the peer. */
    public void wake() {
        if (link != null) {
            link.wake();
        }
    }

    /** Whether {@link #offer} would take a message. */
    public boolean writable() {
        return !out.isFull();
    }

    /** Free room, without what was freed and not told yet. It may be negative for a moment. */
    public int credit() {
        return out.credit();
    }

    /** Takes a message back that no link has fetched yet. */
    public boolean withdraw(ZmqMessage message) {
        if (!out.withdraw(message)) {
            return false;
        }
        tellFreed(out.takeFreed(1));
        flushed();
        return true;
    }

    /**
     * Takes the oldest message back that no link has fetched, without telling of the room; for a pipe that is given up.
     */
    public @Nullable ZmqMessage reclaim() {
        return out.reclaim();
    }

    /** Drops everything that is queued to be sent; what is under way with a link stays there. */
    public void discardOutbound(DropReason reason) {
        int count = out.clear();
        if (count > 0) {
            drop(reason, count);
            tellFreed(out.takeFreed(1));
            flushed();
        }
    }

    /** Runs the action when all that was offered so far is written or lost; returns what forgets it before that. */
    public Runnable flush(Runnable done) {
        Runnable forget = out.flush(done);
        flushed();
        return forget;
    }

    private void flushed() {
        Runnable done;
        while ((done = out.nextFlush(retired)) != null) {
            if (link == null) {
                done.run();
            } else {
                link.flush(done);
            }
        }
    }

    // The socket's side, inbound.

    /** Keeps a message for later. Where there is no room for it, and no way to hold it up, it is dropped. */
    public void enqueue(ZmqMessage message) {
        if (carriesDatagrams() && in.isFull()) {
            drop(DropReason.RECEIVER_FULL, 1);
        } else {
            in.add(message);
        }
    }

    /** The oldest kept message. Only when there is one. */
    public ZmqMessage dequeue() {
        ZmqMessage message = in.take();
        resumeIfStalled();
        return message;
    }

    /** Has the link go on if it stopped for want of room and there is some. */
    void resumeIfStalled() {
        if (in.goesOn() && link != null) {
            link.resume();
        }
    }

    /** How many received messages are kept. */
    public int queued() {
        return in.size();
    }

    /** Drops what was received and not delivered. */
    public int discardInbound() {
        int count = in.clear();
        if (count > 0) {
            drop(DropReason.UNDELIVERED, count);
        }
        return count;
    }

    /** What was received and is kept. */
    Inbox inbox() {
        return in;
    }

    // The socket's side, life.

    /** A link has finished its handshake. */
    public void connect(Link newLink, PeerInfo newPeer) {
        link = newLink;
        peer = newPeer;
        in.restart();
        nextGeneration();
        urgent.clear();
        if (out.size() > 0) {
            newLink.wake();
        }
    }

    /** The link, while there is one. */
    public @Nullable Link link() {
        return link;
    }

    /** Whether a handshaken peer is there. */
    public boolean connected() {
        return link != null;
    }

    /**
     * Closes the link, if there is one, for this reason of ours; be it that it is being attached and cannot tell yet.
     */
    public void closeLink(ZmqException reason) {
        if (link != null) {
            link.close(reason);
            closed(reason);
        }
    }

    /** Closes the link, to be made anew at once: an answer that is still to come over it must reach nobody. */
    public void resetLink(ZmqException reason) {
        resetting = true;
        closeLink(reason);
        resetting = false;
    }

    /** Whether the link is being lost by {@link #resetLink}. */
    public boolean resetting() {
        return resetting;
    }

    /** The pipe will not be used again; flushes end now. */
    public void retire() {
        retired = true;
        flushed();
    }

    /** Whether it will not be used again. */
    public boolean retired() {
        return retired;
    }

    /** Counts dropped messages for or from this peer. */
    public void drop(DropReason reason, long messages) {
        if (retired) {
            owner.droppedLate(this, reason, messages);
        } else if (counters.drop(reason, messages)) {
            owner.dropped(this, reason, counters.drops().total(reason));
        }
    }

    /** For the statistics: how many prefixes the peer has subscribed to. */
    public void subscriptions(int count) {
        counters.subscriptions(count);
    }

    /** The counters. */
    public PeerStatistics statistics() {
        return counters.statistics(endpoint().uri(), peer, in.size(), out.size());
    }

    /** The peer's drops by reason. */
    public Drops drops() {
        return counters.drops();
    }

    // The link's side.

    @Override
    public PeerInfo peer() {
        return Objects.requireNonNull(peer, "no peer before the handshake");
    }

    /** The peer of the present or the last link; null before the first. */
    public @Nullable PeerInfo knownPeer() {
        return peer;
    }

    @Override
    public boolean hasRoom() {
        return link != null && in.hasRoom();
    }

    @Override
    public int room() {
        return link == null ? 0 : in.room();
    }

    @Override
    public void receive(ZmqMessage message) {
        counters.messageReceived();
        owner.received(this, message);
    }

    @Override
    public void receive(Control control) {
        owner.received(this, control);
    }

    @Override
    public void rejected(DropReason reason) {
        if (Drops.isInbound(reason)) {
            counters.messageReceived();
        }
        drop(reason, 1);
    }

    @Override
    public void unsendable(DropReason reason) {
        counters.messagesNotSent(1);
        out.discardNewest();
        drop(reason, 1);
        flushed();
    }

    @Override
    public void readComplete() {
        owner.readComplete();
    }

    @Override
    public @Nullable ZmqMessage pollUrgent() {
        return urgent.poll();
    }

    @Override
    public @Nullable ZmqMessage poll() {
        ZmqMessage message = out.poll();
        if (message == null) {
            return null;
        }
        counters.messageSent();
        tellFreed(out.takeFreed());
        return message;
    }

    @Override
    public @Nullable Control pollControl() {
        return controls == null ? null : controls.get();
    }

    @Override
    public ZmqMessage underWay(int index) {
        return out.underWay(index);
    }

    @Override
    public void written(int messages) {
        if (messages > 0) {
            out.written(messages);
            flushed();
        }
    }

    @Override
    public void uncertain(int messages) {
        if (messages > 0) {
            counters.messagesNotSent(messages);
            out.written(messages);
            drop(DropReason.CONNECTION_LOST, messages);
            flushed();
        }
    }

    private void tellFreed(int count) {
        if (count > 0) {
            owner.roomFreed(this, count);
        }
    }

    @Override
    public void bytesReceived(long bytes) {
        counters.bytesReceived(bytes);
    }

    @Override
    public void bytesSent(long bytes) {
        counters.bytesSent(bytes);
    }

    @Override
    public void undelivered(long messages) {
        owner.undelivered(this, messages);
    }

    @Override
    public void peerLeft() {
        in.peerLeft();
    }

    @Override
    public void closed(ZmqException cause) {
        if (link != null) {
            link = null;
            rewind();
            owner.linkLost(this, cause);
        }
    }

    /** What was under way is queued again; a datagram may have left, and a pipe that is given up sends nothing more. */
    private void rewind() {
        if (carriesDatagrams()) {
            uncertain(out.underWay());
        }
        counters.messagesNotSent(out.underWay());
        int taken = out.rewind();
        if (retired) {
            discardOutbound(DropReason.LINGER_EXPIRED);
        } else if (taken > 0) {
            owner.roomFreed(this, -taken);
        }
    }
}
