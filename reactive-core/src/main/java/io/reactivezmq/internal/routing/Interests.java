package io.reactivezmq.internal.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a subscriber wants: prefixes that count how often they were subscribed to. */
public final class Interests {

    private final PrefixTrie<Boolean> trie = new PrefixTrie<>();
    private final Map<Prefix, Integer> counts = new HashMap<>();

    /** Counts one subscription more. */
    public void add(byte[] prefix) {
        if (counts.merge(new Prefix(prefix), 1, Integer::sum) == 1) {
            trie.computeIfAbsent(prefix, () -> Boolean.TRUE);
        }
    }

    /** Counts one less; true when it was the last. */
    public boolean remove(byte[] prefix) {
        Prefix key = new Prefix(prefix);
        Integer count = counts.get(key);
        if (count == null) {
            return false;
        }
        if (count > 1) {
            counts.put(key, count - 1);
            return false;
        }
        counts.remove(key);
        trie.remove(prefix);
        return true;
    }

    /** Whether a message with this first frame is wanted. */
    public boolean matches(byte[] topic) {
        return trie.matches(topic);
    }

    /** How many different ones there are. */
    public int size() {
        return counts.size();
    }

    /** Each prefix once. */
    public List<byte[]> prefixes() {
        List<byte[]> prefixes = new ArrayList<>(counts.size());
        counts.keySet().forEach(prefix -> prefixes.add(prefix.octets()));
        return prefixes;
    }
}
