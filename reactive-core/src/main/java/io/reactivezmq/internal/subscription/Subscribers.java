package io.reactivezmq.internal.subscription;

import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.subscription.Subscriber.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of all peers of a socket: to prefixes of topics, or to groups by their whole names. A peer either
 * has a subscription or has not; there is no count.
 *
 * <p>A peer that leaves is sent nothing more at once. Its subscriptions are removed in slices. Until then their topics
 * count as subscribed to, and their bytes as occupied.
 */
public final class Subscribers implements SubscriberIndex {

    private final PrefixTrie<Topic> byPrefix = new PrefixTrie<>();
    private final Map<Pipe, Subscriber> byPipe = new HashMap<>();
    private final Topic everything = new Topic();
    private final Matching matching;
    private final SubscriptionLimits limits;
    private final SlicedWork clearing;
    private long bytes;

    private Pipe[] matched = new Pipe[8];
    private int matchCount;
    private long search;
    private final PrefixTrie.Visitor<Topic> collector = this::collect;

    /** The part of a message's first frame that must equal the subscription. */
    public enum Matching {
        /** Its beginning. */
        PREFIX,
        /** The whole frame. */
        WHOLE
    }

    /** Notified when a subscription ends because its peer has left. */
    public interface EndListener {
        /**
         * Reports the end of a subscription.
         *
         * @param last whether no other peer has the same subscription
         */
        void ended(byte[] prefix, boolean last);
    }

    /**
     * Creates an index without peers.
     *
     * @param clearing removes the subscriptions of peers that have left
     */
    public Subscribers(Matching matching, SubscriptionLimits limits, SlicedWork clearing) {
        this.matching = matching;
        this.limits = limits;
        this.clearing = clearing;
    }

    /**
     * Adds a subscription of a peer. If all peers together would exceed the limit in bytes, the peer with the most
     * bytes is disconnected. Application code that runs then may disconnect the subscribing peer too, and nothing is
     * added.
     *
     * @return whether the subscription is new and no other peer has it
     * @throws ProtocolException when this peer exceeds a limit
     */
    public boolean add(Pipe pipe, byte[] prefix) {
        Subscriber known = byPipe.get(pipe);
        if (known != null && known.has(prefix)) {
            return false;
        }
        Subscriber subscriber = known == null ? new Subscriber(pipe) : known;
        long cost = SubscriptionLimits.cost(prefix);
        limits.check(subscriber.size(), subscriber.bytes() + cost);
        if (!makeRoom(subscriber, cost)) {
            return false;
        }
        byPipe.put(pipe, subscriber);
        Topic topic = byPrefix.computeIfAbsent(prefix, Topic::new);
        topic.subscribers().add(subscriber);
        subscriber.put(prefix, topic, cost);
        bytes += cost;
        return topic.subscribers().size() == 1;
    }

    /** Returns whether the peer has exactly this subscription. */
    public boolean has(Pipe pipe, byte[] prefix) {
        Subscriber subscriber = byPipe.get(pipe);
        return subscriber != null && subscriber.has(prefix);
    }

    /** Returns whether any peer has exactly this subscription, including those still to be removed. */
    public boolean has(byte[] prefix) {
        return byPrefix.get(prefix) != null;
    }

    /** Returns the number of subscriptions of the peer. */
    public int count(Pipe pipe) {
        Subscriber subscriber = byPipe.get(pipe);
        return subscriber == null ? 0 : subscriber.size();
    }

    /** Returns false if the peer has left meanwhile: clearing and closing run foreign code. */
    private boolean makeRoom(Subscriber subscriber, long cost) {
        PeerInfo peer = presentPeer(subscriber);
        while (bytes + cost > limits.settings().maxBytes()) {
            if (clearing.isWaiting()) {
                clearing.step();
            } else {
                closeLargest(subscriber);
            }
            if (presentPeer(subscriber) != peer) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable PeerInfo presentPeer(Subscriber subscriber) {
        return subscriber.pipe().connected() ? subscriber.pipe().knownPeer() : null;
    }

    private void closeLargest(Subscriber subscriber) {
        Subscriber largest = subscriber;
        for (Subscriber other : byPipe.values()) {
            if (other.bytes() > largest.bytes()) {
                largest = other;
            }
        }
        ProtocolException tooMuch = limits.tooMuchTogether();
        if (largest == subscriber) {
            throw tooMuch;
        }
        largest.pipe().closeLink(tooMuch.of(largest.pipe().peer().address()));
        leave(largest.pipe(), (prefix, last) -> {});
    }

    /** Adds a peer that is sent every message, as it has no way to subscribe. */
    public void addToAll(Pipe pipe) {
        Subscriber subscriber = new Subscriber(pipe);
        byPipe.put(pipe, subscriber);
        everything.subscribers().add(subscriber);
    }

    /**
     * Removes a subscription of a peer.
     *
     * @return whether another peer has it; false if no peer has it
     */
    public boolean remove(Pipe pipe, byte[] prefix) {
        Subscriber subscriber = byPipe.get(pipe);
        Topic topic = subscriber == null ? null : subscriber.remove(prefix, SubscriptionLimits.cost(prefix));
        if (subscriber == null || topic == null) {
            return byPrefix.get(prefix) != null;
        }
        if (subscriber.size() == 0) {
            byPipe.remove(pipe);
        }
        return unlist(subscriber, prefix, topic);
    }

    /**
     * Removes a peer that has left. Its subscriptions end in slices, the first one within this call if no other work
     * waits.
     *
     * @param listener notified of each subscription that ends
     */
    public void leave(Pipe pipe, EndListener listener) {
        Subscriber subscriber = byPipe.remove(pipe);
        if (subscriber != null) {
            subscriber.leave();
            everything.subscribers().remove(subscriber);
            if (subscriber.size() > 0) {
                clearing.add(() -> clearOne(subscriber, listener));
            }
        }
    }

    private boolean clearOne(Subscriber subscriber, EndListener listener) {
        Map.Entry<byte[], Topic> any = subscriber.takeAny();
        if (any == null) {
            return false;
        }
        listener.ended(any.getKey(), !unlist(subscriber, any.getKey(), any.getValue()));
        return subscriber.size() > 0;
    }

    /** Removes the subscriber from the topic. Returns whether other subscribers remain. */
    private boolean unlist(Subscriber subscriber, byte[] prefix, Topic topic) {
        bytes -= SubscriptionLimits.cost(prefix);
        topic.subscribers().remove(subscriber);
        if (topic.subscribers().isEmpty()) {
            byPrefix.remove(prefix);
            return false;
        }
        return true;
    }

    /** Returns the number of different prefixes, including those still to be removed. */
    public int topicCount() {
        return byPrefix.size();
    }

    /** Returns whether a peer may want a message with this first frame. May be called on any thread. */
    public boolean wanted(byte[] topic) {
        return byPrefix.matches(topic);
    }

    /** Returns the peers with a subscription, and those that are sent everything. */
    @Override
    public Set<Pipe> pipes() {
        return byPipe.keySet();
    }

    @Override
    public int match(byte[] topic) {
        matchCount = 0;
        search++;
        if (matching == Matching.PREFIX) {
            byPrefix.match(topic, collector);
        } else {
            Topic whole = byPrefix.get(topic);
            if (whole != null) {
                collect(whole);
            }
        }
        collect(everything);
        return matchCount;
    }

    @Override
    public int matchOthers(byte[] topic, List<Pipe> peers) {
        int count = match(topic);
        Set<Pipe> wanting = new HashSet<>(Arrays.asList(matched).subList(0, count));
        matchCount = 0;
        for (Pipe pipe : peers) {
            if (!wanting.contains(pipe)) {
                list(pipe);
            }
        }
        return matchCount;
    }

    @Override
    public Pipe matched(int index) {
        return matched[index];
    }

    private void collect(Topic topic) {
        List<Subscriber> subscribers = topic.subscribers();
        for (int i = 0; i < subscribers.size(); i++) {
            Subscriber subscriber = subscribers.get(i);
            // A shorter prefix may have found it already.
            if (subscriber.isFoundBy(search)) {
                list(subscriber.pipe());
            }
        }
    }

    private void list(Pipe pipe) {
        if (matchCount == matched.length) {
            matched = Arrays.copyOf(matched, matchCount * 2);
        }
        matched[matchCount++] = pipe;
    }
}
