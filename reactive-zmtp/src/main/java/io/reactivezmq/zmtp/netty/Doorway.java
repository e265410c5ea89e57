package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.options.EntrySettings;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.OpenHandshakes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One listener's door: it counts connections and open handshakes, and keeps them within their limits, the listener's and
 * the context's. On the loop.
 */
public final class Doorway {

    private final LinkHost host;
    private final int maxConnections;
    private final OpenHandshakes ours;
    private final OpenHandshakes all;
    private final Set<Stranger> strangers = new LinkedHashSet<>();
    private int connections;

    /** For a listener of this endpoint. */
    public Doorway(LinkHost host) {
        this(host, System::nanoTime);
    }

    Doorway(LinkHost host, LongSupplier clock) {
        EntrySettings limits = host.settings().limits().entry();
        this.host = host;
        this.maxConnections = limits.maxConnections();
        this.ours = new OpenHandshakes(limits.maxHandshakes(), limits.maxHandshakesPerAddress(), "", clock);
        this.all = host.handshakes();
    }

    /** A handler for a connection that has just been accepted; if that may not come in, one that closes it. */
    public ZmtpHandler enter(@Nullable SocketAddress remote) {
        ZmtpHandler handler = new ZmtpHandler(host, true);
        Stranger stranger = new Stranger(handler, place(remote), Addresses.text(remote));
        String refusal = refusal(stranger);
        if (refusal == null) {
            stranger.begin();
        } else {
            handler.abort();
            host.failed(stranger.address, true, new PeerRefusedException(stranger.address, refusal, null));
        }
        return handler;
    }

    /** Where peers come from that share a limit: a host, whatever the port; null where there are no hosts. */
    private static @Nullable InetAddress place(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    private @Nullable String refusal(Stranger stranger) {
        if (connections >= maxConnections) {
            return "there are " + connections + " connections already (maxConnections)";
        }
        String refusal = ours.enter(stranger.here);
        if (refusal == null) {
            refusal = all.enter(stranger.everywhere);
            if (refusal != null) {
                ours.leave(stranger.here);
            }
        }
        return refusal;
    }

    /** How many connections there are, with those whose handshake is open. */
    int connections() {
        return connections;
    }

    /** How many handshakes are open. */
    int handshakes() {
        return ours.count();
    }

    /** Ends all handshakes; finished ones stay. */
    public void close() {
        List.copyOf(strangers).forEach(stranger -> stranger.handler.abort());
    }

    /** One connection whose handshake is open. */
    private final class Stranger {

        private final ZmtpHandler handler;
        private final String address;
        private final OpenHandshakes.Visit here;
        private final OpenHandshakes.Visit everywhere;

        Stranger(ZmtpHandler handler, @Nullable InetAddress place, String address) {
            this.handler = handler;
            this.address = address;
            this.here = new Place(place);
            this.everywhere = new Place(place);
        }

        void begin() {
            connections++;
            strangers.add(this);
            handler.onReady(this::known);
            handler.onEnd(this::end);
        }

        private void known() {
            strangers.remove(this);
            ours.leave(here);
            all.leave(everywhere);
        }

        private void end() {
            known();
            connections--;
        }

        private void giveWay(String limit) {
            if (!strangers.contains(this)) {
                // It has just finished, or ended.
                return;
            }
            PeerRefusedException reason = new PeerRefusedException(
                    address, "its handshake takes long, and others wait (" + limit + ")", null);
            boolean begun = handler.hasBegun();
            handler.end(reason);
            if (!begun) {
                // Another handshake, such as that of TLS, was still under way: its session says nothing.
                host.failed(address, true, reason);
            }
        }

        private final class Place extends OpenHandshakes.Visit {

            Place(@Nullable InetAddress place) {
                super(place);
            }

            @Override
            protected void giveWay(String limit) {
                if (host.loop().inLoop()) {
                    Stranger.this.giveWay(limit);
                } else {
                    BackOnLoop.run(host, () -> Stranger.this.giveWay(limit));
                }
            }
        }
    }
}
