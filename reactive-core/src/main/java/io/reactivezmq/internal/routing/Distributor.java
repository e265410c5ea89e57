package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends a message to every peer that subscribed to its beginning: what is full misses it, or everyone waits. */
public final class Distributor {

    private final SubscriberIndex subscribers;
    private final List<Pipe> peers = new ArrayList<>();

    /** Peers that are sent no more than they have, and no sender waits for. Hardly ever are there any. */
    private final Set<Pipe> leaving = new HashSet<>(0);

    private final boolean waiting;
    private final boolean inverted;
    private final Runnable roomAvailable;
    private boolean offering;
    private boolean roomMissed;

    /**
     * A distributor without peers.
     *
     * @param waiting whether a message waits for the slowest it matches, rather than being dropped for it
     * @param inverted whether a message goes to those that did not subscribe to it
     * @param roomAvailable run when a waiting message may be tried again
     */
    public Distributor(SubscriberIndex subscribers, boolean waiting, boolean inverted, Runnable roomAvailable) {
        this.subscribers = subscribers;
        this.waiting = waiting;
        this.inverted = inverted;
        this.roomAvailable = roomAvailable;
    }

    /** A peer is there. */
    public void add(Pipe pipe) {
        peers.add(pipe);
    }

    /** A peer is about to go: it is sent no more, and no message waits for it. */
    public void leave(Pipe pipe) {
        leaving.add(pipe);
        roomChanged();
    }

    private boolean stays(Pipe pipe) {
        return leaving.isEmpty() || !leaving.contains(pipe);
    }

    /** A peer is gone, with its subscriptions. */
    public void remove(Pipe pipe) {
        peers.remove(pipe);
        leaving.remove(pipe);
        roomChanged();
    }

    /** Room has come about, or subscriptions have changed. */
    public void roomChanged() {
        if (!waiting) {
            return;
        }
        if (offering) {
            // A search is under way, and whoever is asked for more now would begin another.
            roomMissed = true;
        } else {
            roomAvailable.run();
        }
    }

    /** Whether a message can wait for room. */
    public boolean waits() {
        return waiting;
    }

    /**
     * The least room among peers that have any. One that has none holds up only what matches it: that is found out when
     * the message is there.
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

    /** The least room among all peers: so many messages are taken whatever they are. */
    public long certainRoom() {
        long least = Integer.MAX_VALUE;
        for (Pipe pipe : inverted ? peers : subscribers.pipes()) {
            if (stays(pipe)) {
                least = Math.min(least, Math.max(0, pipe.credit()));
            }
        }
        return least;
    }

    /** Sends to all that match; false when it has to wait, and nobody got it. */
    public boolean offer(ZmqMessage message) {
        if (offering) {
            // Application code was run by a link that made room: one search at a time.
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
                roomAvailable.run();
            }
        }
    }

    /** Sends to this one alone, if it matches; false when it has to wait. */
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
