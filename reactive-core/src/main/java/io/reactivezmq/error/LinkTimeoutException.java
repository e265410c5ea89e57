package io.reactivezmq.error;

import java.time.Duration;

/** A connection was given up because something did not happen in time. */
public final class LinkTimeoutException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** What was waited for. */
    public enum Stage {
        /** {@code ZMQ_CONNECT_TIMEOUT}: the name service's answer, or the operating system's connect. */
        CONNECT,
        /** {@code ZMQ_HANDSHAKE_IVL}: greeting and mechanism. */
        HANDSHAKE,
        /** {@code ZMQ_HEARTBEAT_TIMEOUT}: anything at all after our PING. */
        HEARTBEAT,
        /** The time to live in the peer's own PING ({@code ZMQ_HEARTBEAT_TTL} over there). */
        PEER_TTL
    }

    private final String peer;
    private final Stage stage;

    public LinkTimeoutException(String peer, Stage stage, Duration limit) {
        super(peer + ": " + stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " timeout after "
                + limit.toMillis() + " ms");
        this.peer = peer;
        this.stage = stage;
    }

    /** The peer's address. */
    public String peer() {
        return peer;
    }

    /** What was waited for. */
    public Stage stage() {
        return stage;
    }
}
