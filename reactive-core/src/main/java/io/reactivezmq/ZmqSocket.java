package io.reactivezmq;

import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The operations common to all sockets.
 *
 * <p>Sockets are thread-safe. Each runs on one event loop of its context and signals on that loop unless said
 * otherwise. Application code that runs on the loop must not block.
 *
 * @param <S> the socket's own type, so that calls can be chained
 */
public interface ZmqSocket<S extends ZmqSocket<S>> {

    /** Returns the type of the socket. */
    SocketType type();

    /**
     * Returns the name of the socket: that of the option {@code name}, or else its type and a number: {@code req#3}.
     */
    String name();

    /**
     * Listens for peers, once for each subscription. Emits the resolved endpoint, in which a wildcard port, {@code *}
     * or {@code 0}, is replaced by the port that the operating system has chosen.
     *
     * <p>An endpoint on all interfaces stays {@code 0.0.0.0} or {@code [::]}, as in libzmq. On this machine it can be
     * connected to as it is. For peers on other machines the application has to replace the host by a name or address
     * of this machine.
     *
     * <p>Nothing happens without a subscription. Put what needs the endpoint behind it, so that its end has a failure
     * of this Mono: {@code rep.bind(endpoint).then(rep.serve(handler))}. A subscription without an error consumer sends
     * the failure only to Reactor's {@code onErrorDropped} hook, and to the log.
     *
     * <p>The Mono fails with {@link BindFailedException}, whose text has the reason, when the socket cannot listen, and
     * with {@link SocketClosedException} when the socket is closed. Canceling before it emits leaves nothing bound.
     *
     * @throws InvalidEndpointException when the transport cannot read the address
     * @throws UnsupportedTransportException when there is no such transport, or sockets of this type or with these
     *     settings cannot use it
     * @throws io.reactivezmq.error.MissingArtifactException when a library that the settings or the transport need is
     *     missing
     */
    Mono<Endpoint> bind(String endpoint);

    /**
     * Stops listening at an endpoint once subscribed to. The connections accepted there are closed when their accepted
     * messages are sent or the linger time is over. Completes when all are closed. Fails with
     * {@link UnknownEndpointException} when the endpoint is not bound. For an endpoint that could not be bound it
     * completes, and {@link #endpoints} no longer lists it.
     *
     * @param endpoint the resolved endpoint, or the one that {@code bind} was given
     */
    Mono<Void> unbind(String endpoint);

    /** Stops listening at an endpoint, such as one emitted by {@code bind}. See {@link #unbind(String)}. */
    default Mono<Void> unbind(Endpoint endpoint) {
        return unbind(endpoint.uri());
    }

    /**
     * Connects to an endpoint, and reconnects until {@code disconnect} or {@code close}. Returns at once: the peer may
     * start later, be lost and return. {@link #events()} reports these changes.
     *
     * <p>On SUB, PUB, REQ and DEALER, connecting again to the same endpoint does nothing. Other types make a second
     * connection. On all types, a call for an endpoint that was given up ({@code ConnectAbandoned}) connects anew.
     *
     * @throws InvalidEndpointException when the transport cannot read the address
     * @throws UnsupportedTransportException when there is no such transport, or sockets of this type or with these
     *     settings cannot use it
     * @throws io.reactivezmq.error.MissingArtifactException when a library that the settings or the transport need is
     *     missing
     * @throws SocketClosedException when the socket is closed
     */
    S connect(String endpoint);

    /** Connects to an endpoint, such as one emitted by {@code bind}. See {@link #connect(String)}. */
    default S connect(Endpoint endpoint) {
        return connect(endpoint.uri());
    }

    /**
     * Ends all connections to an endpoint. Messages accepted for them are still sent within the linger time. Messages
     * received from them and not yet delivered are dropped.
     *
     * @throws UnknownEndpointException when the endpoint is not connected
     * @throws SocketClosedException when the socket is closed
     */
    S disconnect(String endpoint);

    /** Ends all connections to an endpoint, such as one emitted by {@code bind}. See {@link #disconnect(String)}. */
    default S disconnect(Endpoint endpoint) {
        return disconnect(endpoint.uri());
    }

    /**
     * Disconnects the peers that a predicate selects, once subscribed to. Examples are the peers of a user whose key
     * was withdrawn ({@code peer -> peer.userId().equals(user)}), or the sender of a message ({@code peer -> peer ==
     * message.peer()}). The predicate is called once for each peer with a finished handshake, on the socket's loop, and
     * must not block.
     *
     * <p>Messages accepted for a selected peer before are still sent within the linger time; later ones are not sent to
     * it. When that time is over, PUSH, DEALER, CLIENT, SCATTER, PAIR and CHANNEL give the rest to other peers, and
     * other types drop it. Messages that the peer sends meanwhile are still received. The event {@code Disconnected}
     * has a {@link io.reactivezmq.error.PeerRefusedException} as its cause.
     *
     * <p>A connected endpoint is disconnected together with its peer, as by {@link #disconnect}. A peer of a bound
     * endpoint may connect again; only an {@code authenticator} can refuse it. Withdraw its key there first: the
     * predicate is also called for each peer whose handshake is open now, when that handshake ends.
     *
     * <p>Emits the number of disconnected peers when their connections have ended. Fails with the exception that the
     * predicate throws; peers selected before that are disconnected. Fails with {@link SocketClosedException} when the
     * socket is closed. After cancellation no further peers are tested. Endpoints of {@code udp} have no peers.
     */
    Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which);

    /**
     * Disconnects the peers that a predicate selects, with another linger time than the socket's. With zero, the
     * messages that wait for them are not sent any more. See {@link #disconnectPeers(Predicate)}.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the time is negative or too long
     */
    Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which, Duration linger);

    /**
     * Sets other high-water marks ({@code ZMQ_SNDHWM}, {@code ZMQ_RCVHWM}), in messages per peer, for present and
     * future peers. Zero means no limit. Messages queued beyond a lower mark stay. A direction that the socket type
     * does not have is ignored.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when one is negative
     */
    S highWaterMarks(int send, int receive);

    /**
     * Sets another linger time ({@code ZMQ_LINGER}) for endpoints, peers and the socket itself that are closed from now
     * on. Closings in progress keep their time.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the time is negative or too long
     */
    S linger(Duration limit);

    /**
     * Completes when at least this many peers have finished their handshake, immediately if they have already. Fails
     * with {@link SocketClosedException} when the socket is closed first.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the count is negative
     */
    Mono<Void> awaitPeers(int count);

    /**
     * Emits the events of this socket from now on. Each subscriber has its own buffer, bounded by the option
     * {@code eventBuffer}. When a subscriber does not keep up, its oldest events are dropped. Completes when the socket
     * is closed; a later subscription fails with {@link SocketClosedException}.
     */
    Flux<SocketEvent> events();

    /**
     * Emits the counters of this socket, read in one step on its loop. After {@code close} it emits their last state.
     */
    Mono<SocketStatistics> statistics();

    /**
     * Emits the states of the bound and connected endpoints, read in one step on the loop: those that listen, then
     * those that are connected to, each in the order of the calls, then those that could not be bound. An abandoned
     * endpoint is listed until it is disconnected or connected again. An endpoint that could not be bound is listed
     * until it is bound, or {@link #unbind} is called for it; at most 64 of them are, the latest. An endpoint that is
     * ending is not listed. After {@code close} the list is empty.
     */
    Mono<List<EndpointState>> endpoints();

    /** Returns whether {@code close} was called, on the socket or its context. */
    boolean isClosed();

    /**
     * Closes the socket, whether or not the result is subscribed to. Receivers complete; waiting senders and requests
     * fail with {@link SocketClosedException}. Accepted messages are sent within the linger time. Then connections and
     * listeners are closed and the result completes. Closing again has no further effect.
     */
    Mono<Void> close();

    /**
     * Closes the socket as {@link #close()} does, with another linger time than the socket's. With zero, unsent
     * messages are dropped and counted at once. It also shortens the linger time of endpoints that are disconnecting
     * and of a socket that is closing; it never lengthens it.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the time is negative or too long
     */
    Mono<Void> close(Duration linger);

    /**
     * Ends the work in progress, then closes the socket; whether or not the result is subscribed to. The socket stops
     * listening. {@code bind}, {@code connect} and {@code request} fail with {@link SocketClosedException} from now on.
     * Then it depends on the type:
     *
     * <ul>
     *   <li>REP: no further request is read. Requests that were received are still handled, and their replies sent.
     *   <li>REQ: requests that were made before still get their replies.
     *   <li>PULL, SUB, XSUB, DISH, GATHER: nothing more is read. Messages that were received are still delivered.
     *   <li>DEALER, ROUTER, PAIR, CLIENT, SERVER, PEER, CHANNEL, STREAM, DGRAM: the same, then the receivers complete.
     *       Publishers given to {@code send}, and senders that wait, are awaited. So the answers of
     *       {@code socket.receive().flatMap(handler).as(socket::send)} are sent. The socket cannot await an answer that
     *       is not being sent yet otherwise.
     *   <li>PUSH, PUB, XPUB, RADIO, SCATTER: only accepted messages are sent, as by {@code close}.
     * </ul>
     *
     * <p>After that the socket closes, and lingers for the rest of the limit, whatever its linger time is. When the
     * limit is over, it closes at once with a linger time of zero: what is not delivered or sent is dropped and
     * counted, and handlers are canceled. So demand that never comes delays the end only up to the limit. What peers
     * send after the beginning is not delivered.
     *
     * <p>Draining again can only make the end earlier. {@link #close()} ends the draining and closes with its own
     * linger time, at most until the limit. After {@code close} this only limits the linger time. Canceling the result
     * changes nothing.
     *
     * @param limit the time until the socket closes at the latest; with zero it is {@code close(Duration.ZERO)}
     * @return completes when the socket has closed, on its loop
     * @throws io.reactivezmq.error.InvalidOptionException when the time is negative or too long
     */
    Mono<Void> drain(Duration limit);
}
