package io.reactivezmq.internal.endpoint;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.internal.socket.OutageLog;
import io.reactivezmq.options.value.ReconnectStop;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.ConnectSettings;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * A connected endpoint: connects, and connects again after a failure or the loss of a connection. Its pipe outlives its
 * links, so messages that wait to be sent survive them.
 */
final class Connector extends LocalEndpoint {

    private final Endpoint endpoint;
    private final ConnectSettings settings;
    private final Backoff backoff;
    private final Pipe pipe;
    private final @Nullable RoutingId assignedId;
    private final Consumer<Connector> onAbandoned;
    private final OutageLog log;
    private final Disposable.Swap attempt = Disposables.swap();

    /** The timer of the next attempt or, while connected, of the reset of the backoff. */
    private final Disposable.Swap timer = Disposables.swap();

    private State state = State.NEW;

    /** When the endpoint began to do what it does now. */
    private Instant since = Instant.now();

    /** The failed attempts since it was last connected. */
    private int attempts;

    private @Nullable ZmqException lastFailure;

    /** Whether the pattern may send to the pipe. */
    private boolean attached;

    enum State {
        /** The loop has not started it yet. */
        NEW,
        /** Connects and reconnects, until it is stopped. */
        ACTIVE,
        /** Was given up after a failure, and waits to be stopped. */
        ABANDONED,
        /** Still connects and reconnects, to send what waits in the pipe. */
        STOPPING,
        STOPPED;

        /** Returns the next state; throws if it does not follow this one. */
        State to(State next) {
            boolean legal = switch (next) {
                case NEW -> false;
                case ACTIVE -> this == NEW;
                case ABANDONED -> this == ACTIVE;
                case STOPPING -> ordinal() < STOPPING.ordinal();
                case STOPPED -> this == STOPPING;
            };
            if (!legal) {
                throw new IllegalStateException(this + " to " + next);
            }
            return next;
        }
    }

    /**
     * Creates an endpoint that is not started.
     *
     * @param assignedId the routing id by which a ROUTER knows the peer; null for none
     * @param onAbandoned called on the loop when the endpoint is given up
     */
    Connector(
            EndpointServices services,
            Transport transport,
            Endpoint endpoint,
            byte @Nullable [] assignedId,
            Consumer<Connector> onAbandoned) {
        super(services, transport);
        this.onAbandoned = onAbandoned;
        this.endpoint = endpoint;
        this.settings = scope.settings().links().connect();
        this.backoff = new Backoff(settings.reconnect(), scope.loop());
        this.log = scope.events().outageLog();
        this.pipe = pipe(false);
        this.assignedId = assignedId == null ? null : RoutingId.of(assignedId);
    }

    /** Returns the routing id that the application assigned to the peer; null for none. */
    @Nullable
    RoutingId assignedId() {
        return assignedId;
    }

    /** Returns whether the endpoint was given up. */
    boolean isAbandoned() {
        return state == State.ABANDONED;
    }

    /** Returns what the application sees of this endpoint while it is not ending. */
    EndpointState state() {
        EndpointState.Status status = isAbandoned()
                ? EndpointState.Status.ABANDONED
                : pipe.connected() ? EndpointState.Status.CONNECTED : EndpointState.Status.CONNECTING;
        return new EndpointState(endpoint.uri(), status, attempts, lastFailure, since, pipe.connected() ? 1 : 0);
    }

    /** Starts to connect. Called on the loop, once. */
    void start() {
        if (state != State.NEW) {
            return;
        }
        state = state.to(State.ACTIVE);
        since = Instant.now();
        if (assignedId != null) {
            pattern().assignId(pipe, assignedId);
        }
        peers.add(pipe, this);
        if (!settings.immediate()) {
            attach();
        }
        dial();
    }

    private void tell(SocketEvent event) {
        scope.events().tell(event, log);
    }

    private void attach() {
        if (!attached && state == State.ACTIVE) {
            attached = true;
            peers.attach(pipe);
        }
    }

    private void detach() {
        if (attached) {
            attached = false;
            pattern().detached(pipe);
        }
    }

    private void dial() {
        if (state != State.STOPPED) {
            try {
                attempt.update(transport.dial(endpoint, this));
            } catch (Exception broken) {
                failed(endpoint.uri(), false, new ConnectFailedException(endpoint.uri(), broken));
            }
        }
    }

    @Override
    public void connected(String address, String localAddress) {
        handshakeBegun(address);
        tell(new SocketEvent.Connected(endpoint.uri(), address, localAddress));
    }

    @Override
    public void checkPlace(String address) {
        if (state == State.STOPPED) {
            throw PeerRefusedException.ours(address, endpoint + " was disconnected", "Disconnected");
        }
        if (state == State.ACTIVE) {
            pattern().checkPlace(pipe, address);
        }
    }

    @Override
    public LinkPipe attach(Link link, PeerInfo peer) {
        checkPlace(peer.address());
        if (state == State.STOPPING) {
            admitUnknown(peer);
            return attachToSendTheRest(link, peer);
        }
        PeerInfo admitted = admit(pipe, peer);
        if (state == State.STOPPING) {
            return attachToSendTheRest(link, peer);
        }
        if (backoff.hasGrown()) {
            timer.update(scope.loop().schedule(backoff::reset, backoff.standing()));
        }
        pipe.connect(link, admitted);
        attempts = 0;
        since = Instant.now();
        tell(new SocketEvent.HandshakeSucceeded(endpoint.uri(), admitted));
        attach();
        peers.greet(pipe);
        return pipe;
    }

    /** Takes a link for what waits in the pipe. The pattern has given up this endpoint, and another may have its id. */
    private LinkPipe attachToSendTheRest(Link link, PeerInfo peer) {
        pipe.connectToSendTheRest(link, peer);
        tell(new SocketEvent.HandshakeSucceeded(endpoint.uri(), peer));
        peers.greetUnknown(pipe);
        return pipe;
    }

    @Override
    public void failed(String address, boolean handshaking, ZmqException cause) {
        if (handshaking) {
            handshakeFailed(address);
        }
        attempts++;
        lastFailure = cause;
        tell(
                handshaking
                        ? HandshakeFailures.event(endpoint.uri(), address, cause)
                        : new SocketEvent.ConnectFailed(endpoint.uri(), cause));
        retry(
                cause,
                stop(handshaking, cause),
                retriesRefused(cause) ? backoff.slow(settings.reconnect().refusedInterval()) : backoff.next());
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
                && !settings.reconnect().refusedInterval().isZero();
    }

    @Override
    public void peerLeft(Pipe left) {
        // What waits is for the next connection, which begins when the last messages of this one are received.
    }

    @Override
    public void linkLost(Pipe lost, ZmqException cause) {
        boolean atOnce = pattern().isResetting(pipe);
        timer.update(Disposables.disposed());
        since = Instant.now();
        SocketEvent disconnected = new SocketEvent.Disconnected(endpoint.uri(), pipe.peer(), cause);
        if (atOnce || state != State.ACTIVE) {
            // This side wanted it: no outage.
            scope.tell(disconnected);
        } else {
            lastFailure = cause;
            tell(disconnected);
        }
        if (pipe.patternKnowsLink()) {
            peers.lost(pipe);
        }
        peers.changed();
        if (settings.immediate()) {
            detach();
        }
        if (atOnce) {
            dialAfter(Duration.ZERO);
        } else {
            retry(cause, ReconnectStop.AFTER_DISCONNECT, backoff.next());
        }
    }

    /** Connects again after this delay, unless the endpoint has ended. */
    private void dialAfter(Duration delay) {
        if (state != State.STOPPED && !pipe.retired()) {
            tell(new SocketEvent.ConnectRetried(endpoint.uri(), delay));
            timer.update(scope.loop().schedule(this::dial, delay));
        }
    }

    /** Connects again after this delay, if the endpoint has not ended and its settings do not forbid it. */
    private void retry(ZmqException cause, @Nullable ReconnectStop stage, Duration delay) {
        if (state == State.STOPPED || pipe.retired()) {
            return;
        }
        if (settings.reconnect().interval().isZero()
                || stage != null && settings.reconnect().stops().contains(stage)
                || !retriesRefused(cause) && !mayPass(cause)) {
            // First, as application code that runs in what follows may connect anew.
            abandon();
            detach();
            pipe.discardOutbound(DropReason.PEER_GONE);
            tell(new SocketEvent.ConnectAbandoned(endpoint.uri(), cause));
            return;
        }
        dialAfter(delay);
    }

    private void abandon() {
        if (state == State.ACTIVE) {
            state = state.to(State.ABANDONED);
            since = Instant.now();
            onAbandoned.accept(this);
        }
    }

    private boolean mayPass(ZmqException cause) {
        try {
            return settings.reconnect().when().test(cause);
        } catch (Throwable broken) {
            Signals.dropped(Signals.NO_SUBSCRIBER, broken);
            return true;
        }
    }

    @Override
    public void stop(Duration linger, Runnable done) {
        beginStopping();
        peers.ending(pipe);
        PipeCloser.close(scope.loop(), pattern(), pipe, linger, () -> stopped(done));
    }

    @Override
    public void dismiss(Pipe dismissed, Duration linger, ZmqException reason, Runnable done) {
        beginStopping();
        PipeCloser.close(scope.loop(), pattern(), pipe, linger, reason, pattern()::takeBack, () -> stopped(done));
    }

    /** Stops sending new messages to the pipe. May be called again, with a shorter time to linger. */
    private void beginStopping() {
        if (state.ordinal() < State.STOPPING.ordinal()) {
            state = state.to(State.STOPPING);
            detach();
        }
    }

    private void stopped(Runnable done) {
        if (state != State.STOPPED) {
            state = state.to(State.STOPPED);
            timer.dispose();
            attempt.dispose();
            exclusions.clear();
            pattern().discard(pipe);
            peers.remove(pipe);
            tell(new SocketEvent.Closed(endpoint.uri()));
        }
        done.run();
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }
}
