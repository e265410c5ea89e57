package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.WriteBudget;
import io.reactivezmq.spi.settings.LinkSettings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** An endpoint whose pipes are observed, and whose handshakes compute on a thread of the world. */
final class WireHost implements LinkHost {

    private final LinkHost host;
    private final Scheduler work;
    private final boolean connecting;
    private final Function<String, @Nullable WireConnection> connections;

    /**
     * Creates a view of an endpoint.
     *
     * @param connections returns the connection with a peer's address; null for a peer that the world does not observe
     */
    WireHost(
            LinkHost host, Scheduler work, boolean connecting, Function<String, @Nullable WireConnection> connections) {
        this.host = host;
        this.work = work;
        this.connecting = connecting;
        this.connections = connections;
    }

    @Override
    public Endpoint endpoint() {
        return host.endpoint();
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public SocketType type() {
        return host.type();
    }

    @Override
    public LinkSettings settings() {
        return host.settings();
    }

    @Override
    public @Nullable HostResolver resolver() {
        return host.resolver();
    }

    @Override
    public HandshakeLimiter handshakes() {
        return host.handshakes();
    }

    @Override
    public Scheduler handshakeWork() {
        return work;
    }

    @Override
    public WriteBudget writeBudget() {
        return host.writeBudget();
    }

    @Override
    public Loop loop() {
        return host.loop();
    }

    @Override
    public void connected(String address) {
        host.connected(address);
    }

    @Override
    public void connected(String address, String localAddress) {
        host.connected(address, localAddress);
    }

    @Override
    public Mono<AuthResult> authenticate(AuthRequest request) {
        return host.authenticate(request);
    }

    @Override
    public void checkPlace(String address) {
        host.checkPlace(address);
    }

    @Override
    public LinkPipe attach(Link link, PeerInfo peer) {
        LinkPipe pipe = host.attach(link, peer);
        WireConnection connection = connections.apply(peer.address());
        return connection == null ? pipe : new WirePipe(connection, connecting, type(), pipe);
    }

    @Override
    public void failed(String address, boolean handshaking, ZmqException cause) {
        WireConnection connection = connections.apply(address);
        if (connection != null) {
            connection.network().world.trace(connection + " fails: " + cause.getMessage());
            WirePipe.check(connection, cause);
        }
        host.failed(address, handshaking, cause);
    }
}
