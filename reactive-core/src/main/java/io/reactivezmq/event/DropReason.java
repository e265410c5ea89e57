package io.reactivezmq.event;

/** Why a message was not delivered. */
public enum DropReason {
    /** The peer was at its high-water mark, and the socket type drops rather than waits. */
    PEER_FULL,
    /** No peer has the routing id it was addressed to, or the system knows no way to its address. */
    UNROUTABLE,
    /**
     * It was given to be sent and never can be, as it has the wrong form for the socket type
     * ({@code OnUnsendable.DROP}, a proxy).
     */
    UNSENDABLE,
    /** It lacks the envelope that this socket type needs, or has frames it cannot have. */
    MALFORMED,
    /** It is longer than a datagram may be ({@code maxDatagramSize}), or its frame than {@code maxFrameSize}. */
    TOO_LARGE,
    /** It came over a transport that cannot be held up, and the receive high-water mark was reached. */
    RECEIVER_FULL,
    /** A reply that came too late, or to a question nobody asked. */
    STALE_REPLY,
    /** The peer left for good before the operating system had taken the whole message. */
    PEER_GONE,
    /**
     * Its connection was lost while it was on its way, and whether it arrived is not known: a part of it, or more, had
     * been taken by the operating system under TLS or WebSocket, or it was a datagram. It is not sent again.
     */
    CONNECTION_LOST,
    /** The peer sent what this socket did not subscribe to, or what its type does not take. */
    UNWANTED,
    /** It was received, and the endpoint was disconnected or the socket closed before anybody asked for it. */
    UNDELIVERED,
    /** The endpoint or the socket was closed, and its linger time ended, before the message was sent. */
    LINGER_EXPIRED
}
