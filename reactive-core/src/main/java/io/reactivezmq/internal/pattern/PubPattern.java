package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Subscribers;
import io.reactivezmq.options.OnFull;
import io.reactivezmq.spi.Control;

/** PUB: sends each message to whoever subscribed to its beginning (RFC 29). */
public final class PubPattern extends Pattern implements Outlet {

    private final Subscribers subscribers;
    private final boolean waiting;
    private final RoomListener senders;
    private final Runnable subscribersChanged;
    private boolean offering;
    private boolean roomMissed;

    /**
     * With these told of room, and this run when a peer has got its first or lost its last subscription.
     */
    public PubPattern(OnFull onFull, int maxSubscriptions, RoomListener senders, Runnable subscribersChanged) {
        this.waiting = onFull == OnFull.BACKPRESSURE;
        this.subscribers = new Subscribers(maxSubscriptions);
        this.senders = senders;
        this.subscribersChanged = subscribersChanged;
    }

    /** How many peers have a subscription. */
    public int subscriberCount() {
        return subscribers.pipes().size();
    }

    @Override
    public void disconnected(Pipe pipe) {
        subscribers.removeAll(pipe);
        subscribersChanged.run();
        roomFreed(pipe, 0);
    }

    @Override
    public void received(Pipe pipe, Control control) {
        switch (control.kind()) {
            case SUBSCRIBE -> subscribers.add(pipe, control.topic());
            case CANCEL -> subscribers.remove(pipe, control.topic());
        }
        subscribersChanged.run();
        roomFreed(pipe, 0);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        pipe.drop(DropReason.UNWANTED, 1);
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        if (!waiting) {
            return;
        }
        if (offering) {
            // A search is under way, and whoever is asked for more now would begin another.
            roomMissed = true;
        } else {
            senders.roomAvailable();
        }
    }

    /**
     * The least room among subscribers that have any. One that has none holds up only what matches it: that is found out
     * when the message is there.
     */
    @Override
    public long room() {
        if (!waiting) {
            return UNBOUNDED;
        }
        long least = Integer.MAX_VALUE;
        boolean full = false;
        for (Pipe pipe : subscribers.pipes()) {
            if (pipe.credit() > 0) {
                least = Math.min(least, pipe.credit());
            } else {
                full = true;
            }
        }
        return full && least == Integer.MAX_VALUE ? 0 : least;
    }

    @Override
    public boolean offer(ZmqMessage message) {
        offering = true;
        try {
            int count = subscribers.match(message.unwrap(0));
            if (waiting && !allWritable(count)) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                Pipe pipe = subscribers.matched(i);
                if (!pipe.offerOrDrain(message)) {
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

    private boolean allWritable(int count) {
        for (int i = 0; i < count; i++) {
            if (!subscribers.matched(i).writable()) {
                return false;
            }
        }
        return true;
    }
}
