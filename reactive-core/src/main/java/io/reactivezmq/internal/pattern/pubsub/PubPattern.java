package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Distributor;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.internal.subscription.Subscribers;
import io.reactivezmq.internal.subscription.SubscriptionLimits;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.settings.PublishSettings;
import io.reactivezmq.spi.settings.SocketSettings;

/** Pattern of a PUB: sends each message to the peers that subscribed to a prefix of its first frame (RFC 29). */
public final class PubPattern extends Pattern implements Outlet {

    private final Subscribers subscribers;
    private final Distributor distributor;
    private final Runnable subscribersChanged;

    /**
     * Whether the subscriptions alone can show that no peer gets a message: without waiting and without inverted
     * matching.
     */
    private final boolean passesOver;

    /**
     * Creates a pattern without peers.
     *
     * @param senders notified of room for sending
     * @param clearing removes the subscriptions of peers that have left
     * @param subscribersChanged run when a peer may have got its first subscription or lost its last
     */
    public PubPattern(SocketSettings settings, RoomListener senders, SlicedWork clearing, Runnable subscribersChanged) {
        PublishSettings publish = settings.pattern().publish();
        this.subscribers = new Subscribers(
                Subscribers.Matching.PREFIX,
                SubscriptionLimits.ofPrefixes(settings.links().limits().subscriptions()),
                clearing);
        this.distributor = new Distributor(subscribers, publish.waitsForRoom(), publish.invertMatching(), senders);
        this.passesOver = !distributor.waits() && !publish.invertMatching();
        this.subscribersChanged = subscribersChanged;
    }

    /** Returns the number of peers that have a subscription. */
    public int subscriberCount() {
        return subscribers.pipes().size();
    }

    /** Returns the number of distinct prefixes that peers have subscribed to. */
    public int topicCount() {
        return subscribers.topicCount();
    }

    @Override
    public void connected(Pipe pipe) {
        distributor.add(pipe);
    }

    @Override
    public void detached(Pipe pipe) {
        if (pipe.connected()) {
            distributor.leave(pipe);
        }
    }

    @Override
    public void peerLeft(Pipe pipe) {
        distributor.leave(pipe);
    }

    @Override
    public void disconnected(Pipe pipe) {
        subscribers.leave(pipe, (prefix, last) -> {});
        distributor.remove(pipe);
        subscribersChanged.run();
    }

    @Override
    public void received(Pipe pipe, Control control) {
        switch (control.kind()) {
            case SUBSCRIBE -> subscribers.add(pipe, control.topic());
            case CANCEL -> subscribers.remove(pipe, control.topic());
            case JOIN, LEAVE -> {
                return;
            }
        }
        subscribersChanged.run();
        distributor.roomChanged();
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        distributor.roomChanged();
    }

    @Override
    public long room() {
        return distributor.waits() ? distributor.leastRoom() : UNBOUNDED;
    }

    @Override
    public long certainRoom() {
        return distributor.waits() ? distributor.certainRoom() : UNBOUNDED;
    }

    @Override
    public boolean dependsOnMessage() {
        return distributor.waits();
    }

    @Override
    public boolean isWanted(ZmqMessage message) {
        return !passesOver || subscribers.wanted(message.unwrap(0));
    }

    @Override
    public boolean offer(ZmqMessage message) {
        return distributor.offer(message);
    }
}
