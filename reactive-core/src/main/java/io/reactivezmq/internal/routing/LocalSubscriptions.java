package io.reactivezmq.internal.routing;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a subscriber wants: prefixes that count how often they were subscribed to. */
public final class LocalSubscriptions {

    private final PrefixTrie<Boolean> trie = new PrefixTrie<>();

    /** In a tree: a proxy's peers choose what its XSUB subscribes to. */
    private final TreeMap<byte[], Integer> counts = new TreeMap<>(Arrays::compareUnsigned);

    /** Counts one subscription more; true when it is the first. */
    public boolean add(byte[] prefix) {
        boolean first = counts.merge(prefix, 1, Integer::sum) == 1;
        if (first) {
            trie.computeIfAbsent(prefix, () -> Boolean.TRUE);
        }
        return first;
    }

    /** Counts one less; true when it was the last. */
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

    /** Whether a message with this first frame is wanted. */
    public boolean matches(byte[] topic) {
        return trie.matches(topic);
    }

    /** Whether exactly this was subscribed to. */
    public boolean contains(byte[] whole) {
        return trie.get(whole) != null;
    }

    /** How many different ones there are. */
    public int size() {
        return counts.size();
    }

    /** The next one in order behind this one, or the first; null when there is none. */
    public byte @Nullable [] next(byte @Nullable [] previous) {
        if (previous != null) {
            return counts.higherKey(previous);
        }
        return counts.isEmpty() ? null : counts.firstKey();
    }
}
