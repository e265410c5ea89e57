package io.reactivezmq.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one bound or connected endpoint of a socket, as {@code ZmqSocket.endpoints()} has read it.
 *
 * @param endpoint the URI: of a listening endpoint the resolved one, otherwise as {@code bind} or {@code connect} was
 *     given it
 * @param status what the endpoint does now
 * @param attempts the failed attempts to connect since the endpoint was last connected, or to bind; zero for an
 *     endpoint that is listening or connected
 * @param lastFailure why the last attempt failed, or why the last connection ended; null when neither has happened. It
 *     stays when the endpoint is connected again. Handshakes that peers of a listening endpoint failed are not included
 * @param since when this status began
 * @param peers the connected peers of the endpoint, whose handshake has finished. All peers of a {@code udp} endpoint
 *     count as one
 */
public record EndpointState(
        String endpoint,
        Status status,
        int attempts,
        @Nullable Throwable lastFailure,
        Instant since,
        int peers) {

    /** What an endpoint does. */
    public enum Status {
        /** A bound endpoint accepts peers. */
        LISTENING,
        /** A connected endpoint has no peer yet, or has lost it, and attempts to connect. */
        CONNECTING,
        /** A connected endpoint has a peer whose handshake has finished. */
        CONNECTED,
        /** The reconnect policy has given the connected endpoint up; see {@link SocketEvent.ConnectAbandoned}. */
        ABANDONED,
        /** The last call of {@code bind} for the endpoint has failed; see {@link SocketEvent.BindFailed}. */
        BIND_FAILED
    }
}
