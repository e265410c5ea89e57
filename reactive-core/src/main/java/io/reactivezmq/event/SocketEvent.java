package io.reactivezmq.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an endpoint or a peer. The names in brackets are those of libzmq's monitor.
 *
 * <p>Events are told after the fact, from a bounded buffer that drops the oldest; they never hold up a message.
 */
public sealed interface SocketEvent {

    /** The endpoint of ours that it is about, as it was bound or connected. */
    String endpoint();

    /** The socket listens there now ({@code ZMQ_EVENT_LISTENING}). */
    record Listening(String endpoint) implements SocketEvent {}

    /** It could not listen there ({@code ZMQ_EVENT_BIND_FAILED}). */
    record BindFailed(String endpoint, Throwable cause) implements SocketEvent {}

    /**
     * A peer came; its handshake follows ({@code ZMQ_EVENT_ACCEPTED}).
     *
     * @param endpoint the endpoint of ours
     * @param address the peer's address
     * @param localAddress our end of the connection; empty where the transport does not tell
     */
    record Accepted(String endpoint, String address, String localAddress) implements SocketEvent {

        /** Without our end. */
        public Accepted(String endpoint, String address) {
            this(endpoint, address, "");
        }
    }

    /**
     * We reached a peer; the handshake follows ({@code ZMQ_EVENT_CONNECTED}).
     *
     * @param endpoint the endpoint of ours
     * @param address the peer's address
     * @param localAddress our end of the connection; empty where the transport does not tell
     */
    record Connected(String endpoint, String address, String localAddress) implements SocketEvent {

        /** Without our end. */
        public Connected(String endpoint, String address) {
            this(endpoint, address, "");
        }
    }

    /** An attempt to reach the endpoint failed ({@code ZMQ_EVENT_CLOSED} of a connecting socket). */
    record ConnectFailed(String endpoint, Throwable cause) implements SocketEvent {}

    /** Another attempt follows after this delay ({@code ZMQ_EVENT_CONNECT_RETRIED}). */
    record ConnectRetried(String endpoint, Duration delay) implements SocketEvent {}

    /** The endpoint is given up by the reconnect policy; {@code disconnect} and {@code connect} revive it. */
    record ConnectAbandoned(String endpoint, Throwable cause) implements SocketEvent {}

    /** The peer takes part in the socket from now on ({@code ZMQ_EVENT_HANDSHAKE_SUCCEEDED}). */
    record HandshakeSucceeded(String endpoint, PeerInfo peer) implements SocketEvent {}

    /**
     * The handshake failed and the connection is closed ({@code ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL},
     * {@code _NO_DETAIL}: the cause tells which).
     */
    record HandshakeFailed(String endpoint, String address, Throwable cause) implements SocketEvent {}

    /**
     * The handshake failed because one side does not let the other in, and the connection is closed
     * ({@code ZMQ_EVENT_HANDSHAKE_FAILED_AUTH}). The cause is an {@code AuthenticationFailedException} when that was
     * our decision, a {@code PeerRefusedException} when it was the peer's.
     *
     * @param endpoint the endpoint of ours
     * @param address the peer's address
     * @param status 300 not now, 400 refused, 500 nobody was able to tell (RFC 27)
     * @param cause who decided, and why
     */
    record AuthenticationFailed(String endpoint, String address, int status, Throwable cause) implements SocketEvent {}

    /** A peer's connection ended, with the reason ({@code ZMQ_EVENT_DISCONNECTED}). */
    record Disconnected(String endpoint, PeerInfo peer, Throwable cause) implements SocketEvent {}

    /** The socket no longer listens there, or no longer connects there ({@code ZMQ_EVENT_CLOSED}). */
    record Closed(String endpoint) implements SocketEvent {}

    /**
     * Messages were dropped; told on the first of a row and then at each doubling, so that a slow peer does not flood
     * the events. The exact count is in the statistics.
     *
     * @param endpoint the endpoint of ours, empty when no peer could be found
     * @param peer for or from whom; null when no peer could be found
     * @param reason why
     * @param total how many so far for this peer and reason
     */
    record MessagesDropped(String endpoint, @Nullable PeerInfo peer, DropReason reason, long total)
            implements SocketEvent {}

    /**
     * A REP handler failed, or, with a {@code RequestTimeoutException}, took longer than its limit; the requester gets
     * no reply.
     */
    record RequestFailed(String endpoint, PeerInfo peer, Throwable cause) implements SocketEvent {}
}
