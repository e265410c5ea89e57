package io.reactivezmq.internal.routing;

import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection's subscriptions. A pipe may outlive its connection, so a new peer at the same pipe is a new
 * subscriber, while what the former one had is still being cleared away.
 */
final class Subscriber {

    private final Pipe pipe;

    /** In a tree, whose cost no choice of prefixes can raise. */
    private final TreeMap<byte[], Topic> topics = new TreeMap<>(Arrays::compareUnsigned);

    private long bytes;
    private boolean gone;

    /** The search that has found it last; it is found once in each. */
    private long search;

    /** What is subscribed to, a prefix or a group: by whom. */
    static final class Topic {

        private final List<Subscriber> subscribers = new ArrayList<>(1);

        List<Subscriber> subscribers() {
            return subscribers;
        }
    }

    Subscriber(Pipe pipe) {
        this.pipe = pipe;
    }

    Pipe pipe() {
        return pipe;
    }

    boolean has(byte[] prefix) {
        return topics.containsKey(prefix);
    }

    /** Adds a subscription that takes so many bytes. */
    void put(byte[] prefix, Topic topic, long cost) {
        topics.put(prefix, topic);
        bytes += cost;
        pipe.subscriptions(topics.size());
    }

    /** Takes out a subscription; null when there is none. */
    @Nullable
    Topic remove(byte[] prefix, long cost) {
        Topic topic = topics.remove(prefix);
        if (topic != null) {
            bytes -= cost;
            pipe.subscriptions(topics.size());
        }
        return topic;
    }

    /** Takes out any one subscription of a peer that has left; null when none is left. */
    Map.@Nullable Entry<byte[], Topic> takeAny() {
        return topics.pollFirstEntry();
    }

    int size() {
        return topics.size();
    }

    /** What its subscriptions take, in bytes. */
    long bytes() {
        return bytes;
    }

    /** The peer has left: nothing is for it any more. */
    void leave() {
        gone = true;
        pipe.subscriptions(0);
    }

    /** Whether this search is to find it, and has not found it before. */
    boolean isFoundBy(long number) {
        if (gone || search == number) {
            return false;
        }
        search = number;
        return true;
    }
}
