package io.reactivezmq.internal.routing;

import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Subscriber.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which peer has subscribed to what: to prefixes of topics, or to groups by their whole names. A peer's subscription
 * does not count, it is there or not.
 *
 * <p>A peer that leaves is sent nothing more at once. What it had subscribed to is cleared away in slices; until then
 * its topics count as subscribed to, and their bytes as taken.
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

    /** What of a message's first frame must be subscribed to. */
    public enum Matching {
        /** Its beginning. */
        PREFIX,
        /** All of it. */
        WHOLE
    }

    /** Told when a subscription ends because its peer has left. */
    public interface EndListener {
        /**
         * A subscription has ended.
         *
         * @param last whether no other peer has subscribed to the same
         */
        void ended(byte[] prefix, boolean last);
    }

    /**
     * Without peers.
     *
     * @param clearing clears away what peers leave behind
     */
    public Subscribers(Matching matching, SubscriptionLimits limits, SlicedWork clearing) {
        this.matching = matching;
        this.limits = limits;
        this.clearing = clearing;
    }

    /**
     * The peer wants what begins with this. Where all peers together would have too much, the peer that has most loses
     * its connection.
     *
     * @return whether no peer has subscribed to it yet
     * @throws ProtocolException when this peer has too much
     */
    public boolean add(Pipe pipe, byte[] prefix) {
        Subscriber known = byPipe.get(pipe);
        if (known != null && known.has(prefix)) {
            return false;
        }
        Subscriber subscriber = known == null ? new Subscriber(pipe) : known;
        long cost = SubscriptionLimits.cost(prefix);
        limits.check(subscriber.size(), subscriber.bytes() + cost);
        makeRoom(subscriber, cost);
        byPipe.put(pipe, subscriber);
        Topic topic = byPrefix.computeIfAbsent(prefix, Topic::new);
        topic.subscribers().add(subscriber);
        subscriber.put(prefix, topic, cost);
        bytes += cost;
        return topic.subscribers().size() == 1;
    }

    /** Whether the peer has subscribed to exactly this. */
    public boolean has(Pipe pipe, byte[] prefix) {
        Subscriber subscriber = byPipe.get(pipe);
        return subscriber != null && subscriber.has(prefix);
    }

    /** Whether exactly this is subscribed to, or still to be cleared away. */
    public boolean has(byte[] prefix) {
        return byPrefix.get(prefix) != null;
    }

    /** How many subscriptions the peer has. */
    public int count(Pipe pipe) {
        Subscriber subscriber = byPipe.get(pipe);
        return subscriber == null ? 0 : subscriber.size();
    }

    private void makeRoom(Subscriber subscriber, long cost) {
        while (bytes + cost > limits.bytes()) {
            if (clearing.isWaiting()) {
                clearing.step();
                continue;
            }
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
    }

    /** The peer is sent everything, as it has no way to subscribe. */
    public void addToAll(Pipe pipe) {
        Subscriber subscriber = new Subscriber(pipe);
        byPipe.put(pipe, subscriber);
        everything.subscribers().add(subscriber);
    }

    /**
     * The peer no longer wants what begins with this.
     *
     * @return whether another peer still wants it; also false when none did
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
     * The peer has left. What it had subscribed to ends in slices, the first one within this call.
     *
     * @param listener told of each subscription that ends
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

    /** True when others remain. */
    private boolean unlist(Subscriber subscriber, byte[] prefix, Topic topic) {
        bytes -= SubscriptionLimits.cost(prefix);
        topic.subscribers().remove(subscriber);
        if (topic.subscribers().isEmpty()) {
            byPrefix.remove(prefix);
            return false;
        }
        return true;
    }

    /** How many different prefixes are subscribed to, those included that are still to be cleared away. */
    public int topicCount() {
        return byPrefix.size();
    }

    /** Whether a peer may want a message with this first frame. Any thread may ask. */
    public boolean wanted(byte[] topic) {
        return byPrefix.matches(topic);
    }

    /** The peers with a subscription. */
    @Override
    public Set<Pipe> pipes() {
        return byPipe.keySet();
    }

    /**
     * Finds each peer that wants a message with this first frame, once.
     *
     * @return how many; they are {@link #matched} until the next search
     */
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

    /** Finds each of these peers that does not want such a message; they are {@link #matched} then. */
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

    /** One of those found by the last search. */
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
