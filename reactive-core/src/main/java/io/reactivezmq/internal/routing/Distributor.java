package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.subscription.SubscriberIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends each message to every peer with a matching subscription. If one of these peers is full, either it misses the
 * message or the message waits.
 */
public final class Distributor {

    private final SubscriberIndex subscribers;
    private final List<Pipe> peers = new ArrayList<>();

    /**
     * Peers that are about to leave: they are sent nothing more, and no message waits for them. Almost always empty.
     */
    private final Set<Pipe> leaving = new HashSet<>(0);

    private final boolean waiting;
    private final boolean inverted;
    private final RoomListener senders;
    private boolean offering;
    private boolean roomMissed;

    /**
     * Creates a distributor without peers.
     *
     * @param waiting whether a message waits for the slowest matching peer, rather than being dropped for it
     * @param inverted whether a message goes to the peers without a matching subscription
     * @param senders notified when a waiting message may be offered again
     */
    public Distributor(SubscriberIndex subscribers, boolean waiting, boolean inverted, RoomListener senders) {
        this.subscribers = subscribers;
        this.waiting = waiting;
        this.inverted = inverted;
        this.senders = senders;
    }

    /** Adds a peer. */
    public void add(Pipe pipe) {
        peers.add(pipe);
    }

    /** Stops sending to a peer that is about to leave; no message waits for it. */
    public void leave(Pipe pipe) {
        leaving.add(pipe);
        roomChanged();
    }

    private boolean stays(Pipe pipe) {
        return leaving.isEmpty() || !leaving.contains(pipe);
    }

    /** Removes a peer that has left. Its subscriptions are removed separately. */
    public void remove(Pipe pipe) {
        peers.remove(pipe);
        leaving.remove(pipe);
        roomChanged();
    }

    /** Reports that room was freed or subscriptions changed. */
    public void roomChanged() {
        if (!waiting) {
            return;
        }
        if (offering) {
            // A search is running, and a sender that is asked for more now would begin another.
            roomMissed = true;
        } else {
            senders.roomAvailable();
        }
    }

    /** Returns whether a message can wait for room. */
    public boolean waits() {
        return waiting;
    }

    /**
     * Returns the least room among the peers that have any, or 0 if all are full. A full peer delays only the messages
     * that match it, which is found out when they are offered.
     */
    public long leastRoom() {
        long least = Integer.MAX_VALUE;
        boolean full = false;
        for (Pipe pipe : inverted ? peers : subscribers.pipes()) {
            if (!stays(pipe)) {
                continue;
            }
            if (pipe.credit() > 0) {
                least = Math.min(least, pipe.credit());
            } else {
                full = true;
            }
        }
        return full && least == Integer.MAX_VALUE ? 0 : least;
    }

    /** Returns the least room among all peers: this many messages are accepted, whatever their topics. */
    public long certainRoom() {
        long least = Integer.MAX_VALUE;
        for (Pipe pipe : inverted ? peers : subscribers.pipes()) {
            if (stays(pipe)) {
                least = Math.min(least, Math.max(0, pipe.credit()));
            }
        }
        return least;
    }

    /** Sends the message to all matching peers. Returns false if it has to wait; then no peer was sent it. */
    public boolean offer(ZmqMessage message) {
        if (offering) {
            // Application code runs inside a link that freed room; there can be one search at a time.
            roomMissed = true;
            return false;
        }
        offering = true;
        try {
            int count =
                    inverted ? subscribers.matchOthers(message.unwrap(0), peers) : subscribers.match(message.unwrap(0));
            if (waiting && !allWritable(count)) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                Pipe pipe = subscribers.matched(i);
                if (stays(pipe) && !pipe.offerOrDrain(message)) {
                    pipe.drop(DropReason.PEER_FULL, 1);
                }
            }
            return true;
        } finally {
            offering = false;
            if (roomMissed) {
                roomMissed = false;
                senders.roomAvailable();
            }
        }
    }

    /** Sends the message to this peer alone, if it matches. Returns false if the message has to wait. */
    public boolean offerTo(Pipe only, ZmqMessage message) {
        if (offering) {
            // The search under way still needs its matches.
            roomMissed = true;
            return false;
        }
        int count = inverted ? subscribers.matchOthers(message.unwrap(0), peers) : subscribers.match(message.unwrap(0));
        for (int i = 0; i < count; i++) {
            if (subscribers.matched(i) == only && stays(only)) {
                if (waiting && !only.writable()) {
                    return false;
                }
                if (!only.offerOrDrain(message)) {
                    only.drop(DropReason.PEER_FULL, 1);
                }
                break;
            }
        }
        return true;
    }

    private boolean allWritable(int count) {
        for (int i = 0; i < count; i++) {
            Pipe pipe = subscribers.matched(i);
            if (!pipe.writable() && stays(pipe)) {
                return false;
            }
        }
        return true;
    }
}
