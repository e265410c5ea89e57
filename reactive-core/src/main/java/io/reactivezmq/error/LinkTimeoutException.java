package io.reactivezmq.error;

import java.time.Duration;

/** A connection was closed because a step did not finish in time. */
public final class LinkTimeoutException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** The step that timed out. */
    public enum Stage {
        /** The name lookup, or the connect of the operating system ({@code ZMQ_CONNECT_TIMEOUT}). */
        CONNECT,
        /** The greeting, the security mechanism, or TLS ({@code ZMQ_HANDSHAKE_IVL}). */
        HANDSHAKE,
        /** Any byte from the peer after a PING of this side ({@code ZMQ_HEARTBEAT_TIMEOUT}). */
        HEARTBEAT,
        /** Any byte from the peer within the time to live in its own PING ({@code ZMQ_HEARTBEAT_TTL} of the peer). */
        PEER_TTL
    }

    private final String peer;
    private final Stage stage;

    /**
     * Creates the failure.
     *
     * @param peer the peer's address, or the endpoint before there is a connection
     * @param stage the step that timed out
     * @param limit the time limit
     */
    public LinkTimeoutException(String peer, Stage stage, Duration limit) {
        super(peer + ": " + stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " timeout after "
                + limit.toMillis() + " ms");
        this.peer = peer;
        this.stage = stage;
    }

    /** Returns the peer's address, or the endpoint before there was a connection. */
    public String peer() {
        return peer;
    }

    /** Returns the step that timed out. */
    public Stage stage() {
        return stage;
    }
}
