package io.reactivezmq.internal.subscription;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The prefixes or groups that a subscriber wants, with the number of subscriptions for each. */
public final class LocalSubscriptions {

    private final PrefixTrie<Boolean> trie = new PrefixTrie<>();

    /** A tree, whose cost does not depend on the keys: a proxy's peers choose what its XSUB subscribes to. */
    private final TreeMap<byte[], Integer> counts = new TreeMap<>(Arrays::compareUnsigned);

    /** Counts one more subscription. Returns whether it is the first for this prefix. */
    public boolean add(byte[] prefix) {
        boolean first = counts.merge(prefix, 1, Integer::sum) == 1;
        if (first) {
            trie.computeIfAbsent(prefix, () -> Boolean.TRUE);
        }
        return first;
    }

    /** Counts one subscription less. Returns whether it was the last for this prefix. */
    public boolean remove(byte[] prefix) {
        Integer count = counts.get(prefix);
        if (count == null) {
            return false;
        }
        if (count > 1) {
            counts.put(prefix, count - 1);
            return false;
        }
        counts.remove(prefix);
        trie.remove(prefix);
        return true;
    }

    /** Returns whether a message with this first frame is wanted. */
    public boolean matches(byte[] topic) {
        return trie.matches(topic);
    }

    /** Returns whether exactly these bytes are subscribed to. */
    public boolean contains(byte[] whole) {
        return trie.get(whole) != null;
    }

    /** Returns the number of different prefixes. */
    public int size() {
        return counts.size();
    }

    /**
     * Returns the prefix that follows {@code previous} in order, or the first if that is null; null if there is none.
     */
    public byte @Nullable [] next(byte @Nullable [] previous) {
        if (previous != null) {
            return counts.higherKey(previous);
        }
        return counts.isEmpty() ? null : counts.firstKey();
    }
}
