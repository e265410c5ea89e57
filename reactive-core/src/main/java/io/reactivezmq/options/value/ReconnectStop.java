package io.reactivezmq.options.value;

/** Failures after which a connected endpoint is abandoned instead of connected again ({@code ZMQ_RECONNECT_STOP}). */
public enum ReconnectStop {
    /**
     * The peer's system refused the connection, as no socket listens there ({@code ZMQ_RECONNECT_STOP_CONN_REFUSED}).
     */
    CONNECTION_REFUSED,
    /** The handshake failed, for any reason ({@code ZMQ_RECONNECT_STOP_HANDSHAKE_FAILED}). */
    HANDSHAKE_FAILED,
    /** A connection with a finished handshake ended ({@code ZMQ_RECONNECT_STOP_AFTER_DISCONNECT}). */
    AFTER_DISCONNECT
}
