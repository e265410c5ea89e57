package io.reactivezmq.internal.socket;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.PeerInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The handshakes of one endpoint that are under way. An authenticator may have accepted such a peer already, so a
 * predicate by which peers are disconnected holds for it too, as soon as it is known who it is; but not for peers that
 * come later. On the loop.
 */
final class PeerExclusions {

    /** How many handshakes there are by address; Unix domain sockets of one process have the same. */
    private final Map<String, Integer> open = new HashMap<>();

    private final List<Exclusion> exclusions = new ArrayList<>(0);

    /** Those of the socket's endpoints that have any. */
    private final Set<PeerExclusions> others;

    /** Of one endpoint. */
    PeerExclusions(Set<PeerExclusions> others) {
        this.others = others;
    }

    private record Exclusion(Predicate<? super PeerInfo> which, Set<String> addresses) {}

    /** A handshake begins. */
    void came(String address) {
        open.merge(address, 1, Integer::sum);
        others.add(this);
    }

    /** A handshake is over, one way or the other. */
    void left(String address) {
        if (open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1) == null
                && !exclusions.isEmpty()) {
            exclusions.removeIf(exclusion -> exclusion.addresses.remove(address) && exclusion.addresses.isEmpty());
        }
        if (open.isEmpty()) {
            clear();
        }
    }

    /** The endpoint has ended, and all its handshakes with it. */
    void clear() {
        open.clear();
        exclusions.clear();
        others.remove(this);
    }

    /** Those that are here now and fit are refused when their handshakes end. */
    void exclude(Predicate<? super PeerInfo> which) {
        exclusions.add(new Exclusion(which, new HashSet<>(open.keySet())));
    }

    /**
     * A handshake ends.
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

    /** The application's code; what it cannot tell is a no to the peer. */
    private static boolean excludes(Predicate<? super PeerInfo> which, PeerInfo peer) {
        try {
            return which.test(peer);
        } catch (Throwable broken) {
            report(broken);
            return true;
        }
    }

    private static void report(Throwable broken) {
        try {
            Operators.onErrorDropped(broken, Context.empty());
        } catch (Throwable bubbled) {
            // The default hook rethrows once it has logged.
        }
    }
}
