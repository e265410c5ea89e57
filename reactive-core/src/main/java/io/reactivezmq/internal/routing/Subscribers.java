package io.reactivezmq.internal.routing;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which peer has subscribed to what. A peer's subscription to a prefix does not count, it is there or not. */
public final class Subscribers {

    private final PrefixTrie<List<Pipe>> byPrefix = new PrefixTrie<>();
    private final Map<Pipe, Set<Prefix>> byPipe = new HashMap<>();
    private final int maxPerPeer;

    private Pipe[] matched = new Pipe[8];
    private int matchCount;
    private final PrefixTrie.Visitor<List<Pipe>> collector = this::collect;

    /** With so many prefixes per peer at most. */
    public Subscribers(int maxPerPeer) {
        this.maxPerPeer = maxPerPeer;
    }

    /**
     * The peer wants what begins with this.
     *
     * @throws ProtocolException when it wants too much
     */
    public void add(Pipe pipe, byte[] prefix) {
        Set<Prefix> prefixes = byPipe.computeIfAbsent(pipe, p -> new HashSet<>());
        if (prefixes.size() >= maxPerPeer && !prefixes.contains(new Prefix(prefix))) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED,
                    "more than " + maxPerPeer + " subscriptions (maxSubscriptionsPerPeer)");
        }
        if (prefixes.add(new Prefix(prefix))) {
            byPrefix.computeIfAbsent(prefix, () -> new ArrayList<>(1)).add(pipe);
        }
        pipe.subscriptions(prefixes.size());
    }

    /** The peer no longer wants what begins with this. */
    public void remove(Pipe pipe, byte[] prefix) {
        Set<Prefix> prefixes = byPipe.get(pipe);
        if (prefixes != null && prefixes.remove(new Prefix(prefix))) {
            unlist(pipe, prefix);
            pipe.subscriptions(prefixes.size());
            if (prefixes.isEmpty()) {
                byPipe.remove(pipe);
            }
        }
    }

    /** The peer is gone. */
    public void removeAll(Pipe pipe) {
        Set<Prefix> prefixes = byPipe.remove(pipe);
        if (prefixes != null) {
            prefixes.forEach(prefix -> unlist(pipe, prefix.octets()));
        }
        pipe.subscriptions(0);
    }

    private void unlist(Pipe pipe, byte[] prefix) {
        List<Pipe> pipes = byPrefix.get(prefix);
        if (pipes != null) {
            pipes.remove(pipe);
            if (pipes.isEmpty()) {
                byPrefix.remove(prefix);
            }
        }
    }

    /** The peers with a subscription. */
    public Set<Pipe> pipes() {
        return byPipe.keySet();
    }

    /**
     * Finds each peer that wants a message with this first frame, once.
     *
     * @return how many; they are {@link #matched} until the next search
     */
    public int match(byte[] topic) {
        matchCount = 0;
        byPrefix.match(topic, collector);
        for (int i = 0; i < matchCount; i++) {
            matched[i].slot(-1);
        }
        return matchCount;
    }

    /** One of those found by the last search. */
    public Pipe matched(int index) {
        return matched[index];
    }

    private void collect(List<Pipe> pipes) {
        for (int i = 0; i < pipes.size(); i++) {
            Pipe pipe = pipes.get(i);
            // A slot says that an earlier, shorter prefix has found this peer already.
            if (pipe.slot() < 0) {
                if (matchCount == matched.length) {
                    matched = java.util.Arrays.copyOf(matched, matchCount * 2);
                }
                pipe.slot(matchCount);
                matched[matchCount++] = pipe;
            }
        }
    }
}
