package io.reactivezmq.internal.endpoint;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A bound endpoint. Each accepted peer gets a pipe, which ends with its connection. */
final class Binding extends LocalEndpoint {

    private final Endpoint requested;
    private final Set<Pipe> pipes = new LinkedHashSet<>();

    /** Pipes that are offered no more messages and are about to end. */
    private final Set<Pipe> leaving = new HashSet<>();

    private @Nullable Listener listener;

    /** Completes when the listener has closed. */
    private Mono<Void> listenerClosed = Mono.empty();

    private State state = State.OPENING;
    private Instant since = Instant.now();

    enum State {
        /** The listener is being opened, or begins. */
        OPENING,
        /** Accepts peers, from the moment when the listener is open. */
        LISTENING,
        /** Accepts no more peers; those there are served, as the socket is being drained. */
        DRAINING,
        /** Accepts no more peers; those there are linger. */
        STOPPING,
        /** All peers have left; the channels of datagrams get a turn of the loop to close. */
        CLOSING_CHANNELS,
        ENDED;

        /** Returns the next state; throws if it does not follow this one. */
        State to(State next) {
            boolean legal = switch (this) {
                case OPENING -> next == LISTENING;
                case LISTENING -> next == DRAINING || next == STOPPING;
                case DRAINING -> next == STOPPING;
                default -> next.ordinal() > ordinal();
            };
            if (!legal) {
                throw new IllegalStateException(this + " to " + next);
            }
            return next;
        }
    }

    Binding(EndpointServices services, Transport transport, Endpoint requested) {
        super(services, transport);
        this.requested = requested;
    }

    /** Starts to listen. The outcome is signaled on the loop, whichever thread the transport signals on. */
    Mono<Endpoint> listen() {
        return Mono.create(sink -> Mono.defer(() -> transport.listen(requested, this))
                .contextWrite(sink.contextView())
                .subscribe(
                        open -> scope.onLoop(() -> opened(open, sink)),
                        failure -> scope.onLoop(() -> notOpened(failure, sink))));
    }

    private void opened(Listener open, MonoSink<Endpoint> sink) {
        listener = open;
        try {
            open.begin();
        } catch (Throwable failure) {
            notOpened(failure, sink);
            return;
        }
        announce();
        sink.success(open.endpoint());
    }

    /**
     * Reports that the endpoint listens, once; before its first peer, which may be attached while the listener begins.
     */
    private void announce() {
        if (state == State.OPENING) {
            state = state.to(State.LISTENING);
            since = Instant.now();
            scope.tell(new SocketEvent.Listening(endpoint().uri()));
        }
    }

    private void notOpened(Throwable failure, MonoSink<Endpoint> sink) {
        scope.tell(new SocketEvent.BindFailed(requested.uri(), failure));
        sink.error(failure);
    }

    /** Returns the endpoint that {@code bind} was given. */
    String requested() {
        return requested.uri();
    }

    boolean isListening() {
        return state == State.LISTENING;
    }

    /** Returns what the application sees of this endpoint while it listens. */
    EndpointState state() {
        return new EndpointState(endpoint().uri(), EndpointState.Status.LISTENING, 0, null, since, pipes.size());
    }

    /** Returns whether this is the endpoint as requested, or as it was resolved. */
    boolean isAt(String uri) {
        return requested.uri().equals(uri) || endpoint().uri().equals(uri);
    }

    @Override
    public void connected(String address, String localAddress) {
        handshakeBegun(address);
        tell(new SocketEvent.Accepted(endpoint().uri(), address, localAddress));
    }

    /** Reports what happens to a connection. One that crosses with the end of this endpoint is not reported. */
    private void tell(SocketEvent event) {
        if (state != State.ENDED) {
            scope.tell(event);
        }
    }

    @Override
    public void checkPlace(String address) {
        if (state.ordinal() > State.LISTENING.ordinal()) {
            throw PeerRefusedException.ours(address, endpoint() + " is no longer bound", "No longer bound");
        }
        pattern().checkPlace(null, address);
    }

    @Override
    public LinkPipe attach(Link link, PeerInfo peer) {
        checkPlace(peer.address());
        Pipe pipe = pipe(true);
        PeerInfo known = admit(pipe, peer);
        pipe.connect(link, known);
        if (!pipe.carriesDatagrams()) {
            // Datagrams cannot be back-pressured, and such a pipe ends only when the application unbinds.
            peers.leftovers().admit(pipe);
        }
        pipes.add(pipe);
        peers.add(pipe, this);
        announce();
        scope.tell(new SocketEvent.HandshakeSucceeded(endpoint().uri(), known));
        peers.attach(pipe);
        peers.greet(pipe);
        return pipe;
    }

    @Override
    public void failed(String address, boolean handshaking, ZmqException cause) {
        if (handshaking) {
            handshakeFailed(address);
        }
        tell(HandshakeFailures.event(endpoint().uri(), address, cause));
    }

    @Override
    public void peerLeft(Pipe pipe) {
        if (state.ordinal() < State.STOPPING.ordinal()) {
            // The peer gets no more messages, and those that wait for it go to others.
            detach(pipe);
            pattern().takeBack(pipe);
        }
    }

    @Override
    public void linkLost(Pipe pipe, ZmqException cause) {
        scope.tell(new SocketEvent.Disconnected(endpoint().uri(), pipe.peer(), cause));
        peers.lost(pipe);
        peers.leftovers().ended(pipe);
        boolean dismissed = leaving.contains(pipe) && state.ordinal() < State.STOPPING.ordinal();
        detach(pipe);
        if (dismissed) {
            pattern().takeBack(pipe);
        }
        pipe.discardOutbound(DropReason.PEER_GONE);
        pipe.retire();
        pipes.remove(pipe);
        leaving.remove(pipe);
        peers.remove(pipe);
        peers.changed();
    }

    @Override
    public void stop(Duration linger, Runnable done) {
        if (state == State.LISTENING) {
            closeListener();
        }
        if (state.ordinal() < State.STOPPING.ordinal()) {
            state = state.to(State.STOPPING);
        }
        listenerClosed.subscribe(null, null, () -> scope.loop().execute(() -> finish(linger, done)));
    }

    /** Stops listening. The peers stay. */
    void stopListening() {
        if (state == State.LISTENING) {
            state = state.to(State.DRAINING);
            closeListener();
            listenerClosed.subscribe();
        }
    }

    /** Accepts no new peers. Closes only once: another listener may bind the same address as soon as it is free. */
    private void closeListener() {
        listenerClosed =
                Objects.requireNonNull(listener).close().onErrorComplete().cache();
    }

    @Override
    public void dismiss(Pipe pipe, Duration linger, ZmqException reason, Runnable done) {
        detach(pipe);
        PipeCloser.close(scope.loop(), pattern(), pipe, linger, reason, pattern()::takeBack, done);
    }

    /** Stops offering messages to the pipe; does so once. */
    private void detach(Pipe pipe) {
        if (leaving.add(pipe)) {
            pattern().detached(pipe);
        }
    }

    private void finish(Duration linger, Runnable done) {
        List<Pipe> open = List.copyOf(pipes);
        int[] left = {open.size() + 1};
        Runnable one = () -> {
            if (--left[0] == 0) {
                end(done);
            }
        };
        one.run();
        // There may be thousands of pipes, and the loop serves other sockets as well.
        Iterator<Pipe> next = open.iterator();
        new SlicedWork(scope.loop()).add(() -> {
            if (next.hasNext()) {
                Pipe pipe = next.next();
                if (pipes.contains(pipe)) {
                    detach(pipe);
                    peers.ending(pipe);
                }
                PipeCloser.close(scope.loop(), pattern(), pipe, linger, one);
            }
            return next.hasNext();
        });
    }

    private void end(Runnable done) {
        if (transport.carriesDatagrams() && state == State.STOPPING) {
            // The links were the listener, and the application may bind anew when done has run: first their channels
            // get a turn of the loop to close.
            state = state.to(State.CLOSING_CHANNELS);
            scope.loop().executeLater(() -> end(done));
            return;
        }
        if (state != State.ENDED) {
            state = state.to(State.ENDED);
            exclusions.clear();
            scope.tell(new SocketEvent.Closed(endpoint().uri()));
        }
        done.run();
    }

    @Override
    public Endpoint endpoint() {
        return listener == null ? requested : listener.endpoint();
    }
}
