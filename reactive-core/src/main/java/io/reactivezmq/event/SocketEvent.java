package io.reactivezmq.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A change of an endpoint or a peer of a socket. The names in parentheses are those of libzmq's monitor.
 *
 * <p>Events are emitted after the change, through a bounded buffer that drops the oldest event. They never delay a
 * message.
 */
public sealed interface SocketEvent {

    /**
     * Returns the URI of the local endpoint that the event is about: of a bound endpoint that listens, the resolved
     * one.
     */
    String endpoint();

    /**
     * The socket listens at the endpoint ({@code ZMQ_EVENT_LISTENING}).
     *
     * @param endpoint the resolved endpoint
     */
    record Listening(String endpoint) implements SocketEvent {}

    /**
     * The socket could not listen at the endpoint ({@code ZMQ_EVENT_BIND_FAILED}).
     *
     * @param endpoint the endpoint that {@code bind} was given
     * @param cause the reason
     */
    record BindFailed(String endpoint, Throwable cause) implements SocketEvent {}

    /**
     * A peer's connection was accepted; its handshake follows ({@code ZMQ_EVENT_ACCEPTED}).
     *
     * @param endpoint the local endpoint
     * @param address the peer's address
     * @param localAddress the local address of the connection; empty when the transport does not report it
     */
    record Accepted(String endpoint, String address, String localAddress) implements SocketEvent {

        /** Creates an event without a local address. */
        public Accepted(String endpoint, String address) {
            this(endpoint, address, "");
        }
    }

    /**
     * A connection to a peer was made; the handshake follows ({@code ZMQ_EVENT_CONNECTED}).
     *
     * @param endpoint the local endpoint
     * @param address the peer's address
     * @param localAddress the local address of the connection; empty when the transport does not report it
     */
    record Connected(String endpoint, String address, String localAddress) implements SocketEvent {

        /** Creates an event without a local address. */
        public Connected(String endpoint, String address) {
            this(endpoint, address, "");
        }
    }

    /**
     * An attempt to connect failed before the handshake ({@code ZMQ_EVENT_CLOSED} of a connecting socket).
     *
     * @param endpoint the connected endpoint
     * @param cause the reason
     */
    record ConnectFailed(String endpoint, Throwable cause) implements SocketEvent {}

    /**
     * Another attempt to connect follows ({@code ZMQ_EVENT_CONNECT_RETRIED}).
     *
     * @param endpoint the connected endpoint
     * @param delay the time until that attempt
     */
    record ConnectRetried(String endpoint, Duration delay) implements SocketEvent {}

    /**
     * The reconnect policy has given the endpoint up: no further attempt follows until {@code connect} is called for it
     * again. A routing id that was assigned to it is free.
     *
     * @param endpoint the connected endpoint
     * @param cause the failure after which it was given up
     */
    record ConnectAbandoned(String endpoint, Throwable cause) implements SocketEvent {}

    /**
     * A handshake succeeded, and the peer takes part in the socket from now on ({@code ZMQ_EVENT_HANDSHAKE_SUCCEEDED}).
     *
     * @param endpoint the local endpoint
     * @param peer the peer
     */
    record HandshakeSucceeded(String endpoint, PeerInfo peer) implements SocketEvent {}

    /**
     * A handshake failed and the connection is closed ({@code ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL} or
     * {@code ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL}, depending on the cause).
     *
     * @param endpoint the local endpoint
     * @param address the peer's address
     * @param cause the reason
     */
    record HandshakeFailed(String endpoint, String address, Throwable cause) implements SocketEvent {}

    /**
     * A handshake failed because one side refused the other's credentials, and the connection is closed
     * ({@code ZMQ_EVENT_HANDSHAKE_FAILED_AUTH}). The cause is an {@code AuthenticationFailedException} when this side
     * refused the peer, and a {@code PeerRefusedException} when the peer refused this side.
     *
     * @param endpoint the local endpoint
     * @param address the peer's address
     * @param status the status of RFC 27: 300 temporary error, 400 refused, 500 internal error of the authentication
     * @param cause which side refused, and why
     */
    record AuthenticationFailed(String endpoint, String address, int status, Throwable cause) implements SocketEvent {}

    /**
     * The connection of a peer ended after its handshake ({@code ZMQ_EVENT_DISCONNECTED}).
     *
     * @param endpoint the local endpoint
     * @param peer the peer
     * @param cause the reason
     */
    record Disconnected(String endpoint, PeerInfo peer, Throwable cause) implements SocketEvent {}

    /**
     * The socket no longer listens at, or no longer connects to, the endpoint ({@code ZMQ_EVENT_CLOSED}).
     *
     * @param endpoint the local endpoint
     */
    record Closed(String endpoint) implements SocketEvent {}

    /**
     * Messages were dropped. The event is emitted for the first drop of a peer and reason, and then each time the total
     * passes a power of two. So a slow peer does not flood the events. The exact count is in the statistics.
     *
     * @param endpoint the local endpoint; empty when the messages belong to no peer
     * @param peer the peer that the messages came from or were meant for; null when the messages belong to no peer
     * @param reason why they were dropped
     * @param total messages dropped so far for this peer and reason
     */
    record MessagesDropped(String endpoint, @Nullable PeerInfo peer, DropReason reason, long total)
            implements SocketEvent {}

    /**
     * The handler of a REP socket failed, or exceeded its time limit, in which case the cause is a
     * {@code RequestTimeoutException}. The requesting peer gets no reply.
     *
     * @param endpoint the local endpoint
     * @param peer the requesting peer
     * @param cause the failure
     */
    record RequestFailed(String endpoint, PeerInfo peer, Throwable cause) implements SocketEvent {}
}
