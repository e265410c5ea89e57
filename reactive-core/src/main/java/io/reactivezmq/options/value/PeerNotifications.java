package io.reactivezmq.options.value;

/**
 * Selects which connects and disconnects of its peers a ROUTER or STREAM receives as messages. Each message is the
 * peer's routing id and an empty frame ({@code ZMQ_ROUTER_NOTIFY}, {@code ZMQ_STREAM_NOTIFY}).
 */
public enum PeerNotifications {
    /** No notifications. */
    NONE,
    /** Connects only ({@code ZMQ_NOTIFY_CONNECT}). */
    CONNECTS,
    /** Disconnects only ({@code ZMQ_NOTIFY_DISCONNECT}). */
    DISCONNECTS,
    /** Connects and disconnects. */
    ALL;

    /** Returns whether connects are notified. */
    public boolean ofConnects() {
        return this == CONNECTS || this == ALL;
    }

    /** Returns whether disconnects are notified. */
    public boolean ofDisconnects() {
        return this == DISCONNECTS || this == ALL;
    }
}
