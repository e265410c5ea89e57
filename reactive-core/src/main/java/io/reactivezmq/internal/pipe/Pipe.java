package io.reactivezmq.internal.pipe;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.settings.QueueSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queues between one peer and one socket, in both directions. The pipe of an accepted connection ends with
 * the connection. That of a connected endpoint outlives its links and keeps the messages that wait to be sent.
 *
 * <p>Outbound, at most the send high-water mark is queued, and at most twice as many messages are in flight: polled by
 * the link and not yet taken by the operating system. These return to the front of the queue when the link is lost.
 * Freed room is reported in halves of the mark: one half is filled while the other is sent, and senders on other
 * threads are woken as rarely as that allows. Inbound, at most the receive high-water mark is kept. Then the link stops
 * until less than half of the mark is used, or further datagrams are dropped.
 */
public final class Pipe extends PipeAttributes implements LinkPipe, InboundQueue {

    private final PipeOwner owner;
    private final MessageQueue urgent = new MessageQueue();
    private final Outbox out;
    private @Nullable Link link;

    /** Supplies the controls that the link sends, such as subscriptions; null for none. */
    private @Nullable Supplier<@Nullable Control> controls;

    /** Once the pipe ends for a reason of the socket's: deals with the messages that wait. */
    private @Nullable Runnable atEnd;

    /** Creates a pipe for a transport with connections. */
    public Pipe(PipeOwner owner, Endpoint endpoint, boolean accepted, QueueSettings queues) {
        this(owner, endpoint, accepted, false, queues);
    }

    /** Creates a pipe without a link; {@code datagrams} is whether its transport is connectionless. */
    public Pipe(PipeOwner owner, Endpoint endpoint, boolean accepted, boolean datagrams, QueueSettings queues) {
        super(endpoint, accepted, datagrams, queues);
        this.owner = owner;
        this.out = new Outbox(queues.conflate());
        out.limit(queues.sendHighWaterMark());
        in.limit(queues.receiveHighWaterMark());
    }

    /** Sets other high-water marks. Messages beyond a lower mark stay queued. */
    public void highWaterMarks(QueueSettings queues) {
        sendHighWaterMark(queues.sendHighWaterMark());
        in.limit(queues.receiveHighWaterMark());
        reportFreed(out.takeFreed());
        resumeIfStalled();
    }

    /** Sets another send high-water mark; 0 for none. */
    public void sendHighWaterMark(int mark) {
        reportFreed(out.limit(mark));
    }

    // Outbound, called by the socket.

    /** Queues a message for the peer. Returns false if the pipe is at its send high-water mark. */
    public boolean offer(ZmqMessage message) {
        if (out.isFull()) {
            return false;
        }
        boolean wake = out.add(message);
        reportFreed(out.takeFreed());
        if (wake) {
            wake();
        }
        return true;
    }

    /** Queues a message, for patterns that drop; drains a full link first, and drops the message if that ends it. */
    public boolean offerOrDrain(ZmqMessage message) {
        Link present = link;
        if (out.isFull() && present != null) {
            present.drain();
            if (link != present) {
                drop(DropReason.PEER_GONE, 1); // The next peer may be another one.
                return true;
            }
        }
        return offer(message);
    }

    /** Drains the link during a long burst of requests or replies, so that the peer starts to work on them early. */
    public void drainIfBatchFull() {
        if (out.isFullBatch() && link != null) {
            link.drain();
        }
    }

    /** Queues a message that goes before all others and does not count: a probe or a welcome message. */
    public void offerFirst(ZmqMessage message) {
        urgent.add(message);
        wake();
    }

    /** Sets the source of controls, which the link sends before messages and which do not count; null for none. */
    public void controls(@Nullable Supplier<@Nullable Control> source) {
        controls = source;
        wake();
    }

    /** Wakes the link, if there is one, as there is something to send. */
    public void wake() {
        if (link != null) {
            link.wake();
        }
    }

    /** Returns whether {@link #offer} would accept a message. */
    public boolean writable() {
        return !out.isFull();
    }

    /** Returns the free room, without freed room that is not reported yet. It may be negative for a moment. */
    public int credit() {
        return out.credit();
    }

    /** Takes back a queued message. Returns false if it is not queued, as a link has polled it. */
    public boolean withdraw(ZmqMessage message) {
        if (!out.withdraw(message)) {
            return false;
        }
        reportFreed(out.takeFreed(1));
        flushed();
        return true;
    }

    /** Takes back the oldest queued message, or returns null. Does not report the room; for pipes that are given up. */
    public @Nullable ZmqMessage reclaim() {
        return out.reclaim();
    }

    /** Drops all queued messages. Messages in flight stay with the link. */
    public void discardOutbound(DropReason reason) {
        int count = out.clear();
        if (count > 0) {
            drop(reason, count);
            reportFreed(out.takeFreed(1));
            flushed();
        }
    }

    /** Runs the action when all messages offered so far are written or lost. Returns what cancels that. */
    public Runnable flush(Runnable done) {
        Runnable forget = out.flush(done);
        flushed();
        return forget;
    }

    private void flushed() {
        Runnable done;
        while ((done = out.nextFlush(retired())) != null) {
            if (link == null) {
                done.run();
            } else {
                link.flush(done);
            }
        }
    }

    // Inbound, called by the socket.

    @Override
    public Pipe pipe() {
        return this;
    }

    /** Keeps a received message. If the pipe is full and the transport cannot be back-pressured, drops the message. */
    @Override
    public void enqueue(ZmqMessage message) {
        if (carriesDatagrams() && in.isFull()) {
            drop(DropReason.RECEIVER_FULL, 1);
        } else {
            in.add(message);
        }
    }

    @Override
    public ZmqMessage dequeue() {
        ZmqMessage message = in.take();
        resumeIfStalled();
        return message;
    }

    /** Drops what the peer still sends, as the socket has no receivers any more. Called when nothing is queued. */
    public void receiveNothingMore() {
        linkUse(linkUse().closing());
        in.stop(false);
        resumeIfStalled();
    }

    /** Resumes the link if it stopped for lack of room and there is room again. */
    void resumeIfStalled() {
        if (in.goesOn() && link != null) {
            link.resume();
        }
    }

    /** Returns the message that was dequeued or received last to its place. */
    public void putBack(ZmqMessage message) {
        in.putBack(message);
    }

    @Override
    public int queued() {
        return in.size();
    }

    @Override
    public int discardInbound() {
        int count = in.clear();
        drop(DropReason.UNDELIVERED, count);
        return count;
    }

    // Life cycle, called by the socket.

    /** Connects the pipe to a link that has finished its handshake. */
    public void connect(Link newLink, PeerInfo newPeer) {
        linkUse(LinkUse.BOTH_WAYS);
        link = newLink;
        peer(newPeer);
        in.restart();
        urgent.clear();
        if (out.size() > 0) {
            newLink.wake();
        }
    }

    /** Connects the pipe to a link that only sends what waits. What the peer sends is dropped. */
    public void connectToSendTheRest(Link newLink, PeerInfo newPeer) {
        connect(newLink, newPeer);
        linkUse(LinkUse.SENDING_THE_REST);
    }

    /** Returns the link; null without a peer. */
    public @Nullable Link link() {
        return link;
    }

    /** Returns whether a peer with a finished handshake is connected. */
    public boolean connected() {
        return link != null;
    }

    /** Closes the link, if there is one, and reports that: a link that is being attached cannot do so yet. */
    public void closeLink(ZmqException reason) {
        if (link != null) {
            link.close(reason);
            closed(reason);
        }
    }

    /**
     * Closes the link, if there is one, for good. When messages in flight are queued again, and before the end of the
     * link is reported, {@code rest} deals with what waits and retires the pipe.
     */
    public void end(ZmqException reason, Runnable rest) {
        atEnd = rest;
        if (link == null) {
            rest.run();
        } else {
            closeLink(reason);
        }
    }

    /** Marks the pipe as no longer used, and ends all flushes. */
    public void retire() {
        markRetired();
        flushed();
    }

    /** Counts dropped messages to or from this peer. */
    public void drop(DropReason reason, long messages) {
        if (retired()) {
            owner.droppedLate(this, reason, messages);
        } else if (counters.drop(reason, messages)) {
            owner.dropped(this, reason, counters.drops().total(reason));
        }
    }

    /** Returns the current counters. */
    public PeerStatistics statistics() {
        return counters.statistics(
                endpoint().uri(), knownPeer(), in.size(), out.size(), link == null ? null : connectedAt());
    }

    // Called by the link.

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
        if (receives()) {
            owner.received(this, message);
        } else {
            drop(DropReason.UNDELIVERED, 1);
        }
    }

    @Override
    public void receive(Control control) {
        if (receives()) {
            owner.received(this, control);
        }
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
        reportFreed(out.takeFreed());
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

    /** Reports freed room; less than none for room that is occupied again. */
    private void reportFreed(int count) {
        if (count != 0) {
            owner.roomFreed(this, count);
        }
    }

    @Override
    public void undelivered(long messages) {
        owner.undelivered(this, messages);
    }

    @Override
    public void peerLeft() {
        in.peerLeft();
        owner.peerLeft(this);
        flushed(); // Messages may have been taken back.
    }

    @Override
    public void closed(ZmqException cause) {
        if (link != null) {
            link = null;
            out.holdFlushes(true);
            try {
                rewind();
                owner.readComplete(); // The end of a link ends its burst.
                owner.linkLost(this, cause);
            } finally {
                out.holdFlushes(false);
                flushed();
            }
        }
    }

    /** Queues messages in flight again; drops datagrams, which may have been sent, and those of a retired pipe. */
    private void rewind() {
        if (carriesDatagrams()) {
            uncertain(out.underWay());
        }
        counters.messagesNotSent(out.underWay());
        int taken = out.rewind();
        Runnable rest = atEnd;
        if (rest != null) {
            rest.run();
        } else if (retired()) {
            discardOutbound(DropReason.LINGER_EXPIRED);
        } else {
            reportFreed(-taken);
        }
    }
}
