package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.BytesKey;
import io.reactivezmq.internal.pipe.InboundQueue;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.spi.ReceivedMessages;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subscription notifications that wait for an XPUB's application. They take turns with the messages of its peers.
 *
 * <p>Up to {@link #EXACT} notifications wait in order. Beyond them, a subscription and its unsubscription cancel out,
 * and repetitions are dropped and counted. So no more notifications wait than there are subscriptions, and an
 * application that receives late still gets those in force.
 */
final class PendingNotifications implements InboundQueue {

    /** The number of notifications that wait without being combined. */
    private static final int EXACT = 1024;

    private final Loop loop;
    private final FairQueue inbound;
    private final boolean ofEachPeer;
    private final XPubPattern.Listener listener;
    private final ArrayDeque<ZmqMessage> exact = new ArrayDeque<>(0);

    /** Offers beyond the exact ones, by what a subscription and its unsubscription have in common. */
    private final Map<Object, Offer> net = new LinkedHashMap<>(0);

    private boolean refilling;

    /**
     * Creates an empty queue.
     *
     * @param inbound delivers notifications, as it delivers messages of peers
     * @param ofEachPeer whether the application is notified of equal subscriptions of several peers
     * @param listener counts the notifications that are made, and those that the application did not receive in time
     */
    PendingNotifications(Loop loop, FairQueue inbound, boolean ofEachPeer, XPubPattern.Listener listener) {
        this.loop = loop;
        this.inbound = inbound;
        this.ofEachPeer = ofEachPeer;
        this.listener = listener;
    }

    /**
     * Delivers the offer to the application, or queues it.
     *
     * @param repeats whether the offer changes nothing for the application
     */
    void add(Offer offer, boolean repeats) {
        if (net.isEmpty() && hasRoom()) {
            deliver(offer);
        } else if (repeats) {
            offer.peer().pipe().rejected(DropReason.UNWANTED);
        } else {
            Object key = ofEachPeer ? offer : new BytesKey(offer.control().topic());
            if (net.remove(key) == null) {
                net.put(key, offer);
            }
        }
    }

    private boolean hasRoom() {
        return exact.size() < EXACT;
    }

    private void deliver(Offer offer) {
        byte[] topic = offer.control().topic();
        byte[] frame = new byte[topic.length + 1];
        frame[0] = (byte) (offer.subscribes() ? 1 : 0);
        System.arraycopy(topic, 0, frame, 1, topic.length);
        listener.made(1);
        inbound.deliver(this, ReceivedMessages.of(frame, offer.peer().info()));
        inbound.readComplete();
    }

    /** Moves net offers to the exact ones soon, once these are few. The application may be receiving one right now. */
    private void refillIfFew() {
        if (!refilling && !net.isEmpty() && exact.size() < EXACT / 2) {
            refilling = true;
            loop.executeLater(this::refill);
        }
    }

    private void refill() {
        refilling = false;
        // With demand nothing is queued and there is always room, so the loop bounds one turn by the size of the queue.
        for (int i = 0; i < EXACT && !net.isEmpty() && hasRoom(); i++) {
            Iterator<Offer> oldest = net.values().iterator();
            Offer offer = oldest.next();
            oldest.remove();
            deliver(offer);
        }
        refillIfFew();
    }

    // The queue, as the fair queue sees it.

    @Override
    public @Nullable Pipe pipe() {
        return null;
    }

    @Override
    public void enqueue(ZmqMessage notification) {
        exact.add(notification);
    }

    @Override
    public ZmqMessage dequeue() {
        ZmqMessage oldest = exact.remove();
        refillIfFew();
        return oldest;
    }

    @Override
    public int queued() {
        return exact.size();
    }

    @Override
    public int discardInbound() {
        int count = exact.size();
        exact.clear();
        listener.undelivered(count);
        return count;
    }

    /** Drops the net offers, which the queue does not see. */
    void discardNet() {
        int count = net.size();
        net.clear();
        listener.made(count);
        listener.undelivered(count);
    }
}
