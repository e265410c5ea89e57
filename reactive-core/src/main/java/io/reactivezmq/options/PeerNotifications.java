package io.reactivezmq.options;

/**
 * Which comings and goings of its peers a ROUTER receives, as a routing id and an empty frame
 * ({@code ZMQ_ROUTER_NOTIFY}).
 */
public enum PeerNotifications {
    /** Neither. */
    NONE,
    /** That a peer is there ({@code ZMQ_NOTIFY_CONNECT}). */
    CONNECTS,
    /** That a peer is gone ({@code ZMQ_NOTIFY_DISCONNECT}). */
    DISCONNECTS,
    /** Both. */
    ALL;

    /** Whether comings are told. */
    public boolean ofConnects() {
        return this == CONNECTS || this == ALL;
    }

    /** Whether goings are told. */
    public boolean ofDisconnects() {
        return this == DISCONNECTS || this == ALL;
    }
}
