package io.reactivezmq.options;

/** When a connected endpoint is given up rather than tried again ({@code ZMQ_RECONNECT_STOP}). */
public enum ReconnectStop {
    /** The peer's system refused the connection: nobody listens ({@code ZMQ_RECONNECT_STOP_CONN_REFUSED}). */
    CONNECTION_REFUSED,
    /** The handshake failed, for whatever reason ({@code ZMQ_RECONNECT_STOP_HANDSHAKE_FAILED}). */
    HANDSHAKE_FAILED,
    /** A connection whose handshake was finished has ended ({@code ZMQ_RECONNECT_STOP_AFTER_DISCONNECT}). */
    AFTER_DISCONNECT
}
