package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, and the connection that it leads to: two ends, each on the loop of its socket. As with TCP,
 * the accepting end attaches first, a cut reaches both ends at different times, and an end that closes leaves its bytes
 * to the other one.
 */
final class SimConnection {

    private final SimNetwork network;
    private final World world;
    private final Endpoint endpoint;
    private final LinkHost client;
    private final int number;
    private final SimLink near;
    private final SimLink far;
    private SimNetwork.@Nullable SimListener listener;
    private boolean abandoned;
    private boolean cut;
    private long stalledUntil;

    SimConnection(SimNetwork network, Endpoint endpoint, LinkHost client) {
        this.network = network;
        this.world = network.world;
        this.endpoint = endpoint;
        this.client = client;
        this.number = network.nextNumber();
        this.near = new SimLink(this, client);
        this.far = new SimLink(this);
        near.connectTo(far);
        far.connectTo(near);
    }

    SimNetwork network() {
        return network;
    }

    private void onClient(Runnable task) {
        client.loop().schedule(task, network.latency());
    }

    void begin() {
        world.trace(this + " begins");
        onClient(this::arrive);
    }

    private void arrive() {
        SimNetwork.SimListener there = network.listenerAt(endpoint.uri());
        if (abandoned) {
            network.over(this);
        } else if (there == null
                || cut
                || network.isFaulty() && network.chance().oneIn(5)) {
            network.over(this);
            client.failed(endpoint.uri(), false, network.refusal(endpoint));
        } else {
            listener = there;
            client.connected(serverAddress());
            there.host.loop().schedule(() -> accept(there), network.latency());
        }
    }

    private void accept(SimNetwork.SimListener there) {
        LinkHost server = there.host;
        far.host(server);
        if (abandoned || cut || !there.isOpen()) {
            failClient(new PeerLostException(serverAddress(), "reset during the handshake", null));
            return;
        }
        server.connected(clientAddress());
        if (network.isFaulty() && network.chance().oneIn(10)) {
            PeerLostException reset = new PeerLostException(clientAddress(), "reset during the handshake", null);
            server.failed(clientAddress(), true, reset);
            failClient(reset);
            return;
        }
        PeerInfo peer = info(server, clientAddress(), true, client);
        try {
            far.attach(peer);
        } catch (PeerRefusedException refusal) {
            server.failed(clientAddress(), true, refusal);
            failClient(new PeerLostException(serverAddress(), "closed during the handshake", null));
            return;
        }
        onClient(this::finish);
    }

    private void failClient(ZmqException cause) {
        onClient(() -> {
            network.over(this);
            if (!abandoned) {
                client.failed(serverAddress(), true, cause);
            }
        });
    }

    private void finish() {
        if (abandoned || cut || far.isOver()) {
            if (!abandoned) {
                client.failed(
                        serverAddress(), true, new PeerLostException(serverAddress(), "lost in the handshake", null));
            }
            near.abandon();
            return;
        }
        try {
            near.attach(info(client, serverAddress(), false, far.host()));
        } catch (PeerRefusedException refusal) {
            client.failed(serverAddress(), true, refusal);
            near.abandon();
        }
    }

    private static PeerInfo info(LinkHost host, String address, boolean accepted, LinkHost other) {
        return PeerInfoBuilder.of(host.endpoint().uri(), address, accepted)
                .announced(other.type().wireName(), other.settings().metadata().routingId(), Map.of())
                .build();
    }

    /** The socket has given the attempt up. */
    void abandon() {
        abandoned = true;
    }

    void listenerClosed(SimNetwork.SimListener closed) {
        if (listener == closed && !far.isAttached()) {
            cut = true;
        }
    }

    /** Cuts the connection: each end learns of it later, and what is in between arrives in part. */
    void cut() {
        if (!cut) {
            cut = true;
            world.trace(this + " is cut");
            near.cut();
            far.cut();
        }
    }

    boolean isCut() {
        return cut;
    }

    /** Holds up for this long each step that begins from now on; what is on its way already arrives. */
    void stall(Duration time) {
        stalledUntil = world.now().plus(time).toNanos();
        world.trace(this + " stalls for " + time.toMillis() + " ms");
    }

    Duration delay() {
        long rest = stalledUntil - world.now().toNanos();
        return rest > 0 ? Duration.ofNanos(rest) : network.latency();
    }

    void ended() {
        if (near.isOver() && far.isOver()) {
            network.over(this);
        }
    }

    /** Returns the address that the listening end sees. Each connection has its own. */
    private String clientAddress() {
        return "client#" + number;
    }

    private String serverAddress() {
        return endpoint.address() + '#' + number;
    }

    @Override
    public String toString() {
        return client.name() + "-" + serverAddress();
    }
}
