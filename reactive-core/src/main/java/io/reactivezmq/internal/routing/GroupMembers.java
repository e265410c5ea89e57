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

/** Which peer has joined which groups. A group is its whole name: nothing but the same octets matches. */
public final class GroupMembers implements Audience {

    private final Map<Prefix, List<Pipe>> byGroup = new HashMap<>();
    private final Map<Pipe, Set<Prefix>> byPipe = new HashMap<>();
    private final List<Pipe> everywhere = new ArrayList<>(0);
    private final int maxPerPeer;
    private List<Pipe> matched = List.of();

    /** With so many groups per peer at most. */
    public GroupMembers(int maxPerPeer) {
        this.maxPerPeer = maxPerPeer;
    }

    /**
     * The peer joins; once more is as good as once.
     *
     * @throws ProtocolException when it wants too much
     */
    public void join(Pipe pipe, byte[] group) {
        Set<Prefix> groups = byPipe.computeIfAbsent(pipe, p -> new HashSet<>());
        Prefix key = new Prefix(group);
        if (groups.size() >= maxPerPeer && !groups.contains(key)) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED, "more than " + maxPerPeer + " groups (maxGroupsPerPeer)");
        }
        if (groups.add(key)) {
            byGroup.computeIfAbsent(key, k -> new ArrayList<>(1)).add(pipe);
            pipe.subscriptions(groups.size());
        }
    }

    /** Whoever is there is sent everything, as nobody can tell what is wanted. */
    public void joinAll(Pipe pipe) {
        byPipe.put(pipe, new HashSet<>(0));
        everywhere.add(pipe);
    }

    /** The peer leaves. */
    public void leave(Pipe pipe, byte[] group) {
        Set<Prefix> groups = byPipe.get(pipe);
        Prefix key = new Prefix(group);
        if (groups != null && groups.remove(key)) {
            unlist(pipe, key);
            pipe.subscriptions(groups.size());
            if (groups.isEmpty()) {
                byPipe.remove(pipe);
            }
        }
    }

    /** The peer is gone. */
    public void removeAll(Pipe pipe) {
        Set<Prefix> groups = byPipe.remove(pipe);
        if (groups != null) {
            groups.forEach(group -> unlist(pipe, group));
        }
        everywhere.remove(pipe);
        pipe.subscriptions(0);
    }

    private void unlist(Pipe pipe, Prefix group) {
        List<Pipe> members = byGroup.get(group);
        if (members != null && members.remove(pipe) && members.isEmpty()) {
            byGroup.remove(group);
        }
    }

    @Override
    public Set<Pipe> pipes() {
        return byPipe.keySet();
    }

    @Override
    public int match(byte[] group) {
        List<Pipe> members = byGroup.getOrDefault(new Prefix(group), List.of());
        // A copy: what is sent may make somebody leave.
        List<Pipe> all = new ArrayList<>(members.size() + everywhere.size());
        all.addAll(members);
        all.addAll(everywhere);
        matched = all;
        return all.size();
    }

    @Override
    public int matchOthers(byte[] group, List<Pipe> peers) {
        List<Pipe> members = byGroup.getOrDefault(new Prefix(group), List.of());
        matched = peers.stream().filter(pipe -> !members.contains(pipe)).toList();
        return matched.size();
    }

    @Override
    public Pipe matched(int index) {
        return matched.get(index);
    }
}
