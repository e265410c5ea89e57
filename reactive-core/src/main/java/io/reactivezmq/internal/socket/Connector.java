package io.reactivezmq.internal.socket;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.ConnectSettings;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.options.ReconnectStop;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.WriteBudget;
import java.net.ConnectException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A connected endpoint: connects, and connects again after a failure or the loss of a connection. Its pipe outlives its
 * links, so messages that wait to be sent survive them.
 */
final class Connector implements LinkHost, PipeHome {

    private final SocketBase socket;
    private final Transport transport;
    private final Endpoint endpoint;
    private final ConnectSettings settings;
    private final Backoff backoff;
    private final PeerExclusions exclusions;
    private final Pipe pipe;
    private final OutageLog log;
    private final Disposable.Swap attempt = Disposables.swap();

    /** The timer of the next attempt or, while connected, of the reset of the backoff. */
    private final Disposable.Swap timer = Disposables.swap();

    private boolean attached;
    private boolean stopping;
    private boolean stopped;

    Connector(SocketBase socket, Transport transport, Endpoint endpoint, byte @Nullable [] assignedId) {
        this.socket = socket;
        this.transport = transport;
        this.endpoint = endpoint;
        this.settings = socket.settings().connect();
        this.backoff = new Backoff(settings);
        this.log = socket.events().outageLog();
        this.exclusions = new PeerExclusions(socket.exclusions());
        this.pipe = new Pipe(
                socket,
                endpoint,
                false,
                transport.carriesDatagrams(),
                socket.settings().queues());
        this.pipe.assignId(assignedId);
    }

    /** Returns the routing id that the application assigned to the peer; null for none. */
    @Nullable
    RoutingId assignedId() {
        byte[] id = pipe.assignedId();
        return id == null ? null : RoutingId.of(id);
    }

    /** Starts to connect. Called on the loop, once. */
    void start() {
        if (stopping) {
            return;
        }
        socket.add(pipe, this);
        if (!socket.settings().immediate()) {
            attach();
        }
        dial();
    }

    private void tell(SocketEvent event) {
        socket.events().tell(event, log);
    }

    private Pattern pattern() {
        return socket.pattern();
    }

    private void attach() {
        if (!attached && !stopping) {
            attached = true;
            socket.attach(pipe);
        }
    }

    private void detach() {
        if (attached) {
            attached = false;
            pattern().detached(pipe);
        }
    }

    private void dial() {
        if (!stopped) {
            attempt.update(transport.dial(endpoint, this));
        }
    }

    @Override
    public void connected(String address) {
        connected(address, "");
    }

    @Override
    public void connected(String address, String localAddress) {
        exclusions.came(address);
        tell(new SocketEvent.Connected(endpoint.uri(), address, localAddress));
    }

    @Override
    public Mono<AuthResult> authenticate(AuthRequest request) {
        return socket.admission().ask(request);
    }

    @Override
    public void checkPlace(String address) {
        if (stopped) {
            throw PeerRefusedException.ours(address, endpoint + " was disconnected", "Disconnected");
        }
        pattern().checkPlace(pipe, address);
    }

    @Override
    public LinkPipe attach(Link link, PeerInfo peer) {
        checkPlace(peer.address());
        exclusions.check(peer);
        PeerInfo known = pattern().admit(pipe, peer);
        exclusions.left(peer.address());
        if (backoff.hasGrown()) {
            timer.update(socket.loop().schedule(backoff::reset, backoff.standing()));
        }
        pipe.connect(link, known);
        tell(new SocketEvent.HandshakeSucceeded(endpoint.uri(), known));
        attach();
        socket.greet(pipe);
        return pipe;
    }

    @Override
    public void failed(String address, boolean handshaking, ZmqException cause) {
        if (handshaking) {
            exclusions.left(address);
        }
        tell(
                handshaking
                        ? HandshakeFailures.event(endpoint.uri(), address, cause)
                        : new SocketEvent.ConnectFailed(endpoint.uri(), cause));
        retry(
                cause,
                stop(handshaking, cause),
                retriesRefused(cause) ? backoff.slow(settings.refusedRetryInterval()) : backoff.next());
    }

    private static @Nullable ReconnectStop stop(boolean handshaking, ZmqException cause) {
        if (handshaking) {
            return ReconnectStop.HANDSHAKE_FAILED;
        }
        return cause.getCause() instanceof ConnectException ? ReconnectStop.CONNECTION_REFUSED : null;
    }

    private boolean retriesRefused(ZmqException cause) {
        return cause instanceof PeerRefusedException refused
                && refused.credentialsRefused()
                && !settings.refusedRetryInterval().isZero();
    }

    @Override
    public void linkLost(Pipe lost, ZmqException cause) {
        boolean atOnce = pipe.resetting();
        timer.update(Disposables.disposed());
        SocketEvent disconnected = new SocketEvent.Disconnected(endpoint.uri(), pipe.peer(), cause);
        if (atOnce || stopping) {
            // This side wanted it: no outage.
            socket.tell(disconnected);
        } else {
            tell(disconnected);
        }
        socket.lost(pipe);
        socket.peersChanged();
        if (socket.settings().immediate()) {
            detach();
        }
        retry(cause, atOnce ? null : ReconnectStop.AFTER_DISCONNECT, atOnce ? Duration.ZERO : backoff.next());
    }

    private void retry(ZmqException cause, @Nullable ReconnectStop stage, Duration delay) {
        if (stopped || pipe.retired()) {
            return;
        }
        if (settings.reconnectInterval().isZero()
                || stage != null && settings.reconnectStops().contains(stage)
                || !retriesRefused(cause) && !mayPass(cause)) {
            detach();
            pipe.discardOutbound(DropReason.PEER_GONE);
            tell(new SocketEvent.ConnectAbandoned(endpoint.uri(), cause));
            return;
        }
        tell(new SocketEvent.ConnectRetried(endpoint.uri(), delay));
        timer.update(socket.loop().schedule(this::dial, delay));
    }

    private boolean mayPass(ZmqException cause) {
        try {
            return settings.reconnectWhen().test(cause);
        } catch (Throwable broken) {
            Signals.dropped(Signals.NO_SUBSCRIBER, broken);
            return true;
        }
    }

    @Override
    public void stop(Duration linger, Runnable done) {
        stopping = true;
        detach();
        PipeCloser.close(socket, pipe, linger, () -> stopped(done));
    }

    @Override
    public void dismiss(Pipe dismissed, Duration linger, ZmqException reason, Runnable done) {
        stopping = true;
        detach();
        PipeCloser.close(socket, pipe, linger, reason, pattern()::takeBack, () -> stopped(done));
    }

    private void stopped(Runnable done) {
        if (!stopped) {
            stopped = true;
            timer.dispose();
            attempt.dispose();
            exclusions.clear();
            pattern().discard(pipe);
            socket.remove(pipe);
            tell(new SocketEvent.Closed(endpoint.uri()));
        }
        done.run();
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public SocketType type() {
        return socket.type();
    }

    @Override
    public SocketSettings settings() {
        return socket.settings();
    }

    @Override
    public @Nullable HostResolver resolver() {
        return socket.context().resolver();
    }

    @Override
    public WriteBudget writeBudget() {
        return socket.context().writeBudget();
    }

    @Override
    public HandshakeLimiter handshakes() {
        return socket.context().handshakes();
    }

    @Override
    public Scheduler handshakeWork() {
        return socket.context().handshakeWork();
    }

    @Override
    public Loop loop() {
        return socket.transportLoop();
    }
}
