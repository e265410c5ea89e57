package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.settings.EntrySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections and open handshakes of one listener, and enforces the limits of the listener and of the
 * context. All calls are made on the loop.
 */
public final class AcceptLimiter {

    private final LinkHost host;
    private final int maxConnections;
    private final HandshakeLimiter ours;
    private final HandshakeLimiter all;
    private final Set<PendingHandshake> pending = new LinkedHashSet<>();
    private int connections;

    /** Creates a limiter for the listener of one bound endpoint. */
    public AcceptLimiter(LinkHost host) {
        this(host, host.loop()::nanoTime);
    }

    AcceptLimiter(LinkHost host, LongSupplier clock) {
        EntrySettings limits = host.settings().limits().entry();
        this.host = host;
        this.maxConnections = limits.maxConnections();
        this.ours = new HandshakeLimiter(limits.maxHandshakes(), limits.maxHandshakesPerAddress(), "", clock);
        this.all = host.handshakes();
    }

    /**
     * Returns a handler for an accepted connection. If a limit is exceeded, the handler has ended: it closes the
     * connection as soon as that is active, and the host has reported the failure.
     */
    public ZmtpHandler accept(@Nullable SocketAddress remote) {
        String address = Addresses.text(remote);
        ZmtpHandler handler = new ZmtpHandler(host, true, address);
        PendingHandshake handshake = new PendingHandshake(handler, place(remote), address);
        String refusal = refusal(handshake);
        if (refusal == null) {
            handshake.begin();
        } else {
            handler.end(new PeerRefusedException(address, refusal, null));
        }
        return handler;
    }

    /** Returns the address that a limit per address applies to; null for transports without IP addresses. */
    private static @Nullable InetAddress place(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    private @Nullable String refusal(PendingHandshake handshake) {
        if (connections >= maxConnections) {
            return "there are " + connections + " connections already (maxConnections)";
        }
        String refusal = ours.acquire(handshake.here);
        if (refusal == null) {
            refusal = all.acquire(handshake.everywhere);
            if (refusal != null) {
                ours.release(handshake.here);
            }
        }
        return refusal;
    }

    /** Returns the number of connections, including those with open handshakes. */
    int connections() {
        return connections;
    }

    /** Returns the number of open handshakes. */
    int handshakes() {
        return ours.count();
    }

    /** Aborts all open handshakes. Connections with finished handshakes stay. */
    public void close() {
        List.copyOf(pending).forEach(handshake -> handshake.handler.abort());
    }

    /** One connection whose handshake is open. */
    private final class PendingHandshake {

        private final ZmtpHandler handler;
        private final String address;
        private final HandshakeLimiter.Permit here;
        private final HandshakeLimiter.Permit everywhere;

        PendingHandshake(ZmtpHandler handler, @Nullable InetAddress place, String address) {
            this.handler = handler;
            this.address = address;
            this.here = new Place(place);
            this.everywhere = new Place(place);
        }

        void begin() {
            connections++;
            pending.add(this);
            handler.onReady(this::finished);
            handler.onEnd(this::end);
        }

        private void finished() {
            pending.remove(this);
            ours.release(here);
            all.release(everywhere);
        }

        private void end() {
            finished();
            connections--;
        }

        private void evict(String limit) {
            if (!pending.contains(this)) {
                // The handshake has finished or failed meanwhile.
                return;
            }
            handler.end(new PeerRefusedException(
                    address, "its handshake takes long, and others wait (" + limit + ")", null));
        }

        private final class Place extends HandshakeLimiter.Permit {

            Place(@Nullable InetAddress place) {
                super(place);
            }

            @Override
            protected void evict(String limit) {
                if (host.loop().inLoop()) {
                    PendingHandshake.this.evict(limit);
                } else {
                    LoopCallback.run(host, () -> PendingHandshake.this.evict(limit));
                }
            }
        }
    }
}
