package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.options.EntrySettings;
import io.reactivezmq.spi.LinkHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One listener's door: it counts connections and open handshakes, all and by address, and keeps both within their limits.
 * Where too many handshakes are open, whoever has just come takes the place of the oldest that had its chance; else it is
 * turned away. So neither those who never finish keep others out, nor many who come at once one another. On the loop.
 */
public final class Doorway {

    /** So long an open handshake keeps its place. */
    private static final long CHANCE = 1_000_000_000L;

    private final LinkHost host;
    private final EntrySettings limits;
    private final LongSupplier clock;

    /** The oldest first. */
    private final Set<Visit> open = new LinkedHashSet<>();

    private final Map<InetAddress, Set<Visit>> openByHost = new HashMap<>();
    private int connections;

    /** For a listener of this endpoint. */
    public Doorway(LinkHost host) {
        this(host, System::nanoTime);
    }

    Doorway(LinkHost host, LongSupplier clock) {
        this.host = host;
        this.limits = host.settings().limits().entry();
        this.clock = clock;
    }

    /** A handler for a connection that has just been accepted; if that may not come in, one that closes it. */
    public ZmtpHandler enter(@Nullable SocketAddress remote) {
        ZmtpHandler handler = new ZmtpHandler(host, true);
        @Nullable InetAddress place = place(remote);
        String refusal = refusal(place);
        if (refusal == null) {
            new Visit(handler, place, Addresses.text(remote)).begin();
        } else {
            handler.abort();
            String address = Addresses.text(remote);
            host.failed(address, true, new PeerRefusedException(address, refusal, null));
        }
        return handler;
    }

    /** Where peers come from that share a limit: a host, whatever the port; null where there are no hosts. */
    private static @Nullable InetAddress place(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    private @Nullable String refusal(@Nullable InetAddress place) {
        if (connections >= limits.maxConnections()) {
            return "there are " + connections + " connections already (maxConnections)";
        }
        Set<Visit> neighbours = place == null ? Set.of() : openByHost.getOrDefault(place, Set.of());
        if (neighbours.size() >= limits.maxHandshakesPerAddress() && !makeRoom(neighbours, "maxHandshakesPerAddress")) {
            return neighbours.size() + " handshakes are open with its address (maxHandshakesPerAddress)";
        }
        if (open.size() >= limits.maxHandshakes() && !makeRoom(open, "maxHandshakes")) {
            return open.size() + " handshakes are open (maxHandshakes)";
        }
        return null;
    }

    private boolean makeRoom(Set<Visit> visits, String limit) {
        Visit oldest = visits.iterator().next();
        if (clock.getAsLong() - oldest.since < CHANCE) {
            return false;
        }
        PeerRefusedException reason = new PeerRefusedException(
                oldest.address, "its handshake takes long, and others wait (" + limit + ")", null);
        boolean begun = oldest.handler.hasBegun();
        oldest.handler.end(reason);
        if (!begun) {
            // Another handshake, such as that of TLS, was still under way: its session says nothing.
            host.failed(oldest.address, true, reason);
        }
        return true;
    }

    /** How many connections there are, with those whose handshake is open. */
    int connections() {
        return connections;
    }

    /** How many handshakes are open. */
    int handshakes() {
        return open.size();
    }

    /** Ends all handshakes; finished ones stay. */
    public void close() {
        List<Visit> strangers = new ArrayList<>(open);
        strangers.forEach(visit -> visit.handler.abort());
    }

    /** One connection, from when it is accepted until it ends. */
    private final class Visit {

        private final ZmtpHandler handler;
        private final @Nullable InetAddress place;
        private final String address;
        private final long since = clock.getAsLong();

        Visit(ZmtpHandler handler, @Nullable InetAddress place, String address) {
            this.address = address;
            this.handler = handler;
            this.place = place;
        }

        void begin() {
            connections++;
            open.add(this);
            if (place != null) {
                openByHost.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(this);
            }
            handler.onReady(this::known);
            handler.onEnd(this::end);
        }

        private void known() {
            if (open.remove(this) && place != null) {
                Set<Visit> neighbours = openByHost.get(place);
                if (neighbours != null && neighbours.remove(this) && neighbours.isEmpty()) {
                    openByHost.remove(place);
                }
            }
        }

        private void end() {
            known();
            connections--;
        }
    }
}
