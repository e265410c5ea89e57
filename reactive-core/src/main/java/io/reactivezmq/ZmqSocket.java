package io.reactivezmq;

import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import java.time.Duration;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every socket can do. Sockets are thread-safe; each lives on one event loop of its context, and whatever it
 * signals, it signals there unless said otherwise. Code of yours that runs on that loop must not block.
 *
 * @param <S> the socket's own type, so that calls can be chained
 */
public interface ZmqSocket<S extends ZmqSocket<S>> {

    /** The socket's type. */
    SocketType type();

    /**
     * Listens for peers once subscribed to. Emits the resolved endpoint: {@code *} or port {@code 0} has become what
     * the system gave. An endpoint of all interfaces stays {@code 0.0.0.0} or {@code [::]}, as in libzmq: on this
     * machine it can be connected to as it is; for peers elsewhere a name or number of this machine takes the place of
     * the host, which only the application knows. Fails with {@link BindFailedException}. If it is cancelled before
     * that, nothing stays bound.
     *
     * @throws InvalidEndpointException when no transport can read the address
     * @throws UnsupportedTransportException when the transport is missing
     */
    Mono<Endpoint> bind(String endpoint);

    /**
     * Stops listening, and closes the connections accepted there after lingering for what they have to send. Fails with
     * {@link UnknownEndpointException}.
     *
     * @param endpoint the resolved endpoint, or the one that {@code bind} was given
     */
    Mono<Void> unbind(String endpoint);

    /** The same for a resolved endpoint. */
    default Mono<Void> unbind(Endpoint endpoint) {
        return unbind(endpoint.uri());
    }

    /**
     * Connects, and keeps connected until {@code disconnect} or {@code close}. Returns at once: the peer may come up
     * later, be lost and come back; {@link #events()} tells. Connecting a second time to the same endpoint does nothing
     * on SUB, PUB, REQ and DEALER, and makes a second connection on the others.
     *
     * @throws InvalidEndpointException when no transport can read the address
     * @throws UnsupportedTransportException when the transport is missing
     * @throws SocketClosedException when the socket is closed
     */
    S connect(String endpoint);

    /** The same for a resolved endpoint. */
    default S connect(Endpoint endpoint) {
        return connect(endpoint.uri());
    }

    /**
     * Ends all connections to this endpoint; what was accepted for them is still sent within the linger time, what they
     * have sent and nobody has received is dropped.
     *
     * @throws UnknownEndpointException when it is not connected
     * @throws SocketClosedException when the socket is closed
     */
    S disconnect(String endpoint);

    /** The same for a resolved endpoint. */
    default S disconnect(Endpoint endpoint) {
        return disconnect(endpoint.uri());
    }

    /**
     * Ends the connections to the peers that the predicate picks, once subscribed to: those of a user whose key was
     * withdrawn ({@code peer -> peer.userId().equals(user)}), or the sender of a message ({@code peer -> peer ==
     * message.peer()}). It is asked once for each peer that has finished its handshake, on the socket's loop, and must
     * not block. A peer that it picks is sent nothing that is accepted from then on, and what was accepted before is
     * sent within the linger time; PUSH, DEALER, CLIENT, SCATTER, PAIR and CHANNEL give what is left then to other
     * peers, and other types drop it. What the peer sends in the meantime still arrives. The event {@code Disconnected}
     * has a {@link io.reactivezmq.error.PeerRefusedException} as its cause.
     *
     * <p>A connected endpoint is given up with its peer, as by {@link #disconnect}. A peer that came to a bound
     * endpoint may come again: to keep it out is up to an {@code authenticator}. Withdraw its key there first: a peer
     * that the authenticator is asked about, or has accepted just now, is asked about here too.
     *
     * <p>Emits how many peers were disconnected, when their connections have ended. When the predicate throws, fails
     * with what it throws, and those picked until then are disconnected. Fails with {@link SocketClosedException} when
     * the socket is closed. When it is cancelled, no further peers are looked at. Endpoints of {@code udp} have no
     * peers.
     */
    Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which);

    /**
     * Disconnects peers with another linger time than the socket's; zero drops at once what waits for them.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the time is negative or too long
     */
    Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which, Duration linger);

    /**
     * Sets other high-water marks ({@code ZMQ_SNDHWM}, {@code ZMQ_RCVHWM}) for present and future peers; zero is
     * without limit. What is queued beyond a lower mark stays. A direction that the socket type does not have is
     * ignored.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when one is negative
     */
    S highWaterMarks(int send, int receive);

    /**
     * Sets another linger time ({@code ZMQ_LINGER}) for what ends from now on: endpoints, peers and the socket itself.
     * What lingers already keeps its time.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the time is negative or too long
     */
    S linger(Duration limit);

    /**
     * Completes when at least this many peers have finished their handshake, at once if they have. Fails with
     * {@link SocketClosedException} when the socket closes first.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the count is negative
     */
    Mono<Void> awaitPeers(int count);

    /**
     * What happens from now on. Each subscriber has its own buffer, bounded by the option {@code eventBuffer}, which
     * drops the oldest event when the subscriber does not keep up. Completes when the socket is closed.
     */
    Flux<SocketEvent> events();

    /** The counters, read in one step on the socket's loop; after close, their last state. */
    Mono<SocketStatistics> statistics();

    /** Whether {@code close} was called, here or on the context. */
    boolean isClosed();

    /**
     * Closes the socket, whether or not the result is subscribed to. Receivers complete, waiting senders and requests
     * fail with {@link SocketClosedException}, what was accepted is sent within the linger time, then connections and
     * listeners are closed and the result completes. Closing again does nothing more.
     */
    Mono<Void> close();

    /**
     * Closes the socket as {@link #close()} does, with another linger time than the socket's own: zero drops and counts
     * at once what is not sent. It also shortens the time of what lingers already: endpoints that were disconnected
     * before, and a socket that is being closed; it never prolongs that.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the time is negative or too long
     */
    Mono<Void> close(Duration linger);
}
