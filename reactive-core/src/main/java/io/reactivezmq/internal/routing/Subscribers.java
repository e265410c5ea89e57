package io.reactivezmq.internal.routing;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which peer has subscribed to what. A peer's subscription to a prefix does not count, it is there or not. */
public final class Subscribers implements Audience {

    private final PrefixTrie<List<Pipe>> byPrefix = new PrefixTrie<>();
    private final Map<Pipe, Set<Prefix>> byPipe = new HashMap<>();
    private final int maxPerPeer;
    private int topicCount;

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
     * @return whether nobody wanted it before
     * @throws ProtocolException when it wants too much
     */
    public boolean add(Pipe pipe, byte[] prefix) {
        Set<Prefix> prefixes = byPipe.computeIfAbsent(pipe, p -> new HashSet<>());
        Prefix key = new Prefix(prefix);
        if (prefixes.size() >= maxPerPeer && !prefixes.contains(key)) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED,
                    "more than " + maxPerPeer + " subscriptions (maxSubscriptionsPerPeer)");
        }
        if (!prefixes.add(key)) {
            return false;
        }
        pipe.subscriptions(prefixes.size());
        List<Pipe> pipes = byPrefix.computeIfAbsent(prefix, () -> new ArrayList<>(1));
        pipes.add(pipe);
        if (pipes.size() > 1) {
            return false;
        }
        topicCount++;
        return true;
    }

    /**
     * The peer no longer wants what begins with this.
     *
     * @return whether anybody else still wants it; also false when nobody did
     */
    public boolean remove(Pipe pipe, byte[] prefix) {
        Set<Prefix> prefixes = byPipe.get(pipe);
        if (prefixes != null && prefixes.remove(new Prefix(prefix))) {
            pipe.subscriptions(prefixes.size());
            if (prefixes.isEmpty()) {
                byPipe.remove(pipe);
            }
            return unlist(pipe, prefix);
        }
        return byPrefix.get(prefix) != null;
    }

    /**
     * The peer is gone.
     *
     * @param ended told each prefix it had subscribed to, and whether nobody else wants it
     */
    public void removeAll(Pipe pipe, BiConsumer<byte[], Boolean> ended) {
        Set<Prefix> prefixes = byPipe.remove(pipe);
        if (prefixes != null) {
            prefixes.forEach(prefix -> ended.accept(prefix.octets(), !unlist(pipe, prefix.octets())));
        }
        pipe.subscriptions(0);
    }

    /** True when others remain. */
    private boolean unlist(Pipe pipe, byte[] prefix) {
        List<Pipe> pipes = byPrefix.get(prefix);
        if (pipes == null) {
            return false;
        }
        pipes.remove(pipe);
        if (pipes.isEmpty()) {
            byPrefix.remove(prefix);
            topicCount--;
            return false;
        }
        return true;
    }

    /** How many different prefixes anybody has subscribed to. */
    public int topicCount() {
        return topicCount;
    }

    /** Whether anybody wants a message with this first frame. Any thread may ask. */
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
        byPrefix.match(topic, collector);
        for (int i = 0; i < matchCount; i++) {
            matched[i].slot(-1);
        }
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

    private void collect(List<Pipe> pipes) {
        for (int i = 0; i < pipes.size(); i++) {
            Pipe pipe = pipes.get(i);
            // A slot says that an earlier, shorter prefix has found this peer already.
            if (pipe.slot() < 0) {
                pipe.slot(matchCount);
                list(pipe);
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
