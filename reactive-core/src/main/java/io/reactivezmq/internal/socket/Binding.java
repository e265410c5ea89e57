package io.reactivezmq.internal.socket;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.WriteBudget;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A bound endpoint. Each accepted peer gets a pipe, which ends with its connection. */
final class Binding implements LinkHost, PipeHome {

    private final SocketBase socket;
    private final Transport transport;
    private final Endpoint requested;
    private final PeerExclusions exclusions;
    private final Set<Pipe> pipes = new LinkedHashSet<>();

    /** Pipes that are offered no more messages and are about to end. */
    private final Set<Pipe> leaving = new HashSet<>();

    private @Nullable Listener listener;

    /** Completes when the listener has closed; null while it listens. */
    private @Nullable Mono<Void> listenerClosed;

    private boolean ending;
    private boolean ended;

    Binding(SocketBase socket, Transport transport, Endpoint requested) {
        this.socket = socket;
        this.transport = transport;
        this.requested = requested;
        this.exclusions = new PeerExclusions(socket.exclusions());
    }

    /** Starts to listen. The outcome is signaled on the loop. */
    Mono<Endpoint> listen() {
        return transport
                .listen(requested, this)
                .map(open -> {
                    listener = open;
                    socket.tell(new SocketEvent.Listening(open.endpoint().uri()));
                    open.begin();
                    return open.endpoint();
                })
                .doOnError(failure -> socket.tell(new SocketEvent.BindFailed(requested.uri(), failure)));
    }

    /** Returns whether this is the endpoint as requested, or as it was resolved. */
    boolean isAt(String uri) {
        return requested.uri().equals(uri) || endpoint().uri().equals(uri);
    }

    private Pattern pattern() {
        return socket.pattern();
    }

    @Override
    public void connected(String address) {
        connected(address, "");
    }

    @Override
    public void connected(String address, String localAddress) {
        exclusions.came(address);
        socket.tell(new SocketEvent.Accepted(endpoint().uri(), address, localAddress));
    }

    @Override
    public Mono<AuthResult> authenticate(AuthRequest request) {
        return socket.admission().ask(request);
    }

    @Override
    public void checkPlace(String address) {
        if (listenerClosed != null) {
            throw PeerRefusedException.ours(address, endpoint() + " is no longer bound", "No longer bound");
        }
        pattern().checkPlace(null, address);
    }

    @Override
    public LinkPipe attach(Link link, PeerInfo peer) {
        checkPlace(peer.address());
        exclusions.check(peer);
        Pipe pipe = new Pipe(
                socket,
                endpoint(),
                true,
                transport.carriesDatagrams(),
                socket.settings().queues());
        PeerInfo known = pattern().admit(pipe, peer);
        exclusions.left(peer.address());
        pipe.connect(link, known);
        if (!pipe.carriesDatagrams()) {
            // Datagrams cannot be back-pressured, and such a pipe ends only when the application unbinds.
            socket.leftovers().admit(pipe);
        }
        pipes.add(pipe);
        socket.add(pipe, this);
        socket.tell(new SocketEvent.HandshakeSucceeded(endpoint().uri(), known));
        socket.attach(pipe);
        socket.greet(pipe);
        return pipe;
    }

    @Override
    public void failed(String address, boolean handshaking, ZmqException cause) {
        exclusions.left(address);
        socket.tell(HandshakeFailures.event(endpoint().uri(), address, cause));
    }

    @Override
    public void linkLost(Pipe pipe, ZmqException cause) {
        socket.tell(new SocketEvent.Disconnected(endpoint().uri(), pipe.peer(), cause));
        socket.lost(pipe);
        socket.leftovers().ended(pipe);
        boolean dismissed = leaving.contains(pipe) && listenerClosed == null;
        detach(pipe);
        if (dismissed) {
            pattern().takeBack(pipe);
        }
        pipe.discardOutbound(DropReason.PEER_GONE);
        pipe.retire();
        pipes.remove(pipe);
        leaving.remove(pipe);
        socket.remove(pipe);
        socket.peersChanged();
    }

    @Override
    public void stop(Duration linger, Runnable done) {
        if (listenerClosed == null) {
            // Accepts no new peers while the others linger. Closed only once: another listener may bind the same
            // address as soon as it is free.
            listenerClosed =
                    Objects.requireNonNull(listener).close().onErrorComplete().cache();
        }
        listenerClosed.subscribe(null, null, () -> socket.loop().execute(() -> finish(linger, done)));
    }

    @Override
    public void dismiss(Pipe pipe, Duration linger, ZmqException reason, Runnable done) {
        detach(pipe);
        PipeCloser.close(socket, pipe, linger, reason, pattern()::takeBack, done);
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
        new SlicedWork(socket.loop()).add(() -> {
            if (next.hasNext()) {
                Pipe pipe = next.next();
                if (pipes.contains(pipe)) {
                    detach(pipe);
                }
                PipeCloser.close(socket, pipe, linger, one);
            }
            return next.hasNext();
        });
    }

    private void end(Runnable done) {
        if (transport.carriesDatagrams() && !ending) {
            // The links were the listener, and the application may bind anew when done has run: first their channels
            // get a turn of the loop to close.
            ending = true;
            socket.loop().executeLater(() -> end(done));
            return;
        }
        if (!ended) {
            ended = true;
            exclusions.clear();
            socket.tell(new SocketEvent.Closed(endpoint().uri()));
        }
        done.run();
    }

    @Override
    public Endpoint endpoint() {
        return listener == null ? requested : listener.endpoint();
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
