package io.reactivezmq.internal.endpoint;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.signal.Signals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The open handshakes of one endpoint, and the predicates that exclude peers. When the application disconnects peers by
 * a predicate, an authenticator may already have accepted peers whose handshakes are open. The predicate also applies
 * to these, as soon as they are known, but not to peers that connect later. Handshakes are known by address only: a
 * later peer counts as an earlier one until no handshake from its address is open. Used on the loop only.
 */
final class PeerExclusions {

    /** Number of open handshakes by address; Unix domain sockets of one process share an address. */
    private final Map<String, Integer> open = new HashMap<>();

    private final List<Exclusion> exclusions = new ArrayList<>(0);

    /** The endpoints of the socket that have open handshakes. */
    private final Set<PeerExclusions> others;

    /** Creates the exclusions of one endpoint, which adds itself to {@code others} while it has open handshakes. */
    PeerExclusions(Set<PeerExclusions> others) {
        this.others = others;
    }

    private record Exclusion(Predicate<? super PeerInfo> which, Set<String> addresses) {}

    /** Records the beginning of a handshake. */
    void came(String address) {
        open.merge(address, 1, Integer::sum);
        others.add(this);
    }

    /** Records the end of a handshake, whatever its outcome. */
    void left(String address) {
        if (open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1) == null
                && !exclusions.isEmpty()) {
            exclusions.removeIf(exclusion -> exclusion.addresses.remove(address) && exclusion.addresses.isEmpty());
        }
        if (open.isEmpty()) {
            clear();
        }
    }

    /** Removes everything, as the endpoint has ended with all its handshakes. */
    void clear() {
        open.clear();
        exclusions.clear();
        others.remove(this);
    }

    /** Excludes matching peers with an open handshake: they are refused when their handshakes end. */
    void exclude(Predicate<? super PeerInfo> which) {
        exclusions.add(new Exclusion(which, new HashSet<>(open.keySet())));
    }

    /**
     * Checks a peer when its handshake ends.
     *
     * @throws PeerRefusedException when the peer is excluded
     */
    void check(PeerInfo peer) {
        for (int i = 0; i < exclusions.size(); i++) {
            Exclusion exclusion = exclusions.get(i);
            if (exclusion.addresses.contains(peer.address()) && excludes(exclusion.which, peer)) {
                throw new PeerRefusedException(peer.address(), "this side has disconnected peers like it");
            }
        }
    }

    /** Calls application code. A predicate that throws excludes the peer. */
    private static boolean excludes(Predicate<? super PeerInfo> which, PeerInfo peer) {
        try {
            return which.test(peer);
        } catch (Throwable broken) {
            Signals.dropped(Signals.NO_SUBSCRIBER, broken);
            return true;
        }
    }
}
