package io.reactivezmq.internal.subscription;

import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one connection. A pipe may outlive its connection. A new peer at the same pipe is a new
 * subscriber, even while the subscriptions of the former one are still being removed.
 */
final class Subscriber {

    private final Pipe pipe;

    /** A tree, whose cost does not depend on the peer's choice of prefixes. */
    private final TreeMap<byte[], Topic> topics = new TreeMap<>(Arrays::compareUnsigned);

    private long bytes;
    private boolean gone;

    /** Number of the last search that found this subscriber; each search finds it once. */
    private long search;

    /** The subscribers of one prefix or group. */
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

    /** Adds a subscription that occupies {@code cost} bytes. */
    void put(byte[] prefix, Topic topic, long cost) {
        topics.put(prefix, topic);
        bytes += cost;
        pipe.subscriptions(topics.size());
    }

    /** Removes and returns a subscription; null if there is none. */
    @Nullable
    Topic remove(byte[] prefix, long cost) {
        Topic topic = topics.remove(prefix);
        if (topic != null) {
            bytes -= cost;
            pipe.subscriptions(topics.size());
        }
        return topic;
    }

    /** Removes and returns any one subscription of a peer that has left; null if none is left. */
    Map.@Nullable Entry<byte[], Topic> takeAny() {
        return topics.pollFirstEntry();
    }

    int size() {
        return topics.size();
    }

    /** Returns the number of bytes that the subscriptions occupy. */
    long bytes() {
        return bytes;
    }

    /** Records that the peer has left: searches no longer find it. */
    void leave() {
        gone = true;
        pipe.subscriptions(0);
    }

    /** Returns whether this search finds the subscriber and has not found it before. */
    boolean isFoundBy(long number) {
        if (gone || search == number) {
            return false;
        }
        search = number;
        return true;
    }
}
