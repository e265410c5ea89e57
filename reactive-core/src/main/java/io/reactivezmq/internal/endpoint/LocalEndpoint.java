package io.reactivezmq.internal.endpoint;

import io.reactivezmq.SocketType;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.socket.PipeHome;
import io.reactivezmq.internal.socket.SocketPeers;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.WriteBudget;
import io.reactivezmq.spi.settings.LinkSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What bound and connected endpoints have in common: the socket and the resources that their connections use. */
abstract class LocalEndpoint implements LinkHost, PipeHome {

    final SocketScope scope;
    final SocketPeers peers;
    final Transport transport;

    /** The open handshakes of this endpoint. */
    final PeerExclusions exclusions;

    private final EndpointServices services;

    LocalEndpoint(EndpointServices services, Transport transport) {
        this.services = services;
        this.scope = services.scope();
        this.peers = services.peers();
        this.transport = transport;
        this.exclusions = new PeerExclusions(services.exclusions());
    }

    /** Creates a pipe of this endpoint. */
    final Pipe pipe(boolean accepted) {
        return new Pipe(
                peers,
                endpoint(),
                accepted,
                transport.carriesDatagrams(),
                scope.settings().queues());
    }

    final Pattern pattern() {
        return peers.pattern();
    }

    /** Counts a handshake. Datagrams have none. */
    final void handshakeBegun(String address) {
        if (!transport.carriesDatagrams()) {
            exclusions.came(address);
        }
    }

    /** Counts a handshake down that has failed. */
    final void handshakeFailed(String address) {
        exclusions.left(address);
    }

    /** Checks a peer whose handshake ends. Returns it as the pattern knows it. */
    final PeerInfo admit(Pipe pipe, PeerInfo peer) {
        exclusions.check(peer);
        PeerInfo known = pattern().admit(pipe, peer);
        admitted(peer);
        return known;
    }

    /** Checks a peer whose handshake ends, and of which the pattern does not learn. */
    final void admitUnknown(PeerInfo peer) {
        exclusions.check(peer);
        admitted(peer);
    }

    private void admitted(PeerInfo peer) {
        // The checks may run application code, which may end this endpoint.
        checkPlace(peer.address());
        exclusions.left(peer.address());
    }

    @Override
    public final Mono<AuthResult> authenticate(AuthRequest request) {
        return services.authentication().ask(request);
    }

    @Override
    public final void connected(String address) {
        connected(address, "");
    }

    @Override
    public final String name() {
        return scope.name();
    }

    @Override
    public final SocketType type() {
        return scope.type();
    }

    @Override
    public final LinkSettings settings() {
        return scope.settings().links();
    }

    @Override
    public final Loop loop() {
        return scope.eventLoop();
    }

    @Override
    public final @Nullable HostResolver resolver() {
        return services.resources().resolver();
    }

    @Override
    public final WriteBudget writeBudget() {
        return services.resources().writeBudget();
    }

    @Override
    public final HandshakeLimiter handshakes() {
        return services.resources().handshakes();
    }

    @Override
    public final Scheduler handshakeWork() {
        return services.resources().handshakeWork().get();
    }
}
