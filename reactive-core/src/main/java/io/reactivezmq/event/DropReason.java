package io.reactivezmq.event;

/** The reason why a message was dropped instead of delivered. */
public enum DropReason {
    /**
     * The peer was at its high-water mark, and the socket type drops the message or refuses it instead of waiting. A
     * refused message is dropped if it was given to a send with {@code OnUnsendable.DROP}, to a proxy or, on another
     * thread than the socket's loop, to {@code trySend}.
     */
    PEER_FULL,
    /**
     * The message could not be routed. No peer has the routing id that it was addressed to, or the connection of a
     * ROUTER or STREAM to the addressed peer ended before it was sent. Of a datagram: the operating system could not
     * send it, for example for lack of a route.
     */
    UNROUTABLE,
    /**
     * The message has the wrong form for the socket type, so that it can never be sent, or the codec could not encode
     * the value. It was given to a send with {@code OnUnsendable.DROP} or to a proxy.
     */
    UNSENDABLE,
    /**
     * The received message lacks the envelope that the socket type needs, or has frames that the type does not allow.
     */
    MALFORMED,
    /** The codec of a receiver with {@code OnUndecodable.SKIP} could not decode the received message. */
    UNDECODABLE,
    /**
     * The message is too long. A datagram is longer than {@code maxDatagramSize} or than the operating system takes,
     * the body of a received datagram is longer than {@code maxFrameSize}, or a frame is too long to be encrypted by
     * CURVE.
     */
    TOO_LARGE,
    /**
     * The message was received over a transport without back-pressure while the receive high-water mark was reached.
     */
    RECEIVER_FULL,
    /**
     * The reply belongs to no open request: the request was withdrawn or has failed, or was never sent to this peer.
     */
    STALE_REPLY,
    /**
     * The connection to the peer ended before the operating system had taken the whole message, and the message is
     * neither kept for the endpoint's next connection nor given to another peer.
     */
    PEER_GONE,
    /**
     * The connection was lost while the message was in flight, and it is not known whether the peer got it. It was a
     * datagram, or it belonged to the oldest write of a connection by TLS or WebSocket, of which the operating system
     * may have taken a part. It is not sent again. A write that failed before it was flushed is not in doubt: its
     * messages return to the queue.
     */
    CONNECTION_LOST,
    /**
     * The peer sent a message that the socket did not subscribe to or that its type does not receive. Also counts
     * datagrams from addresses outside the {@code acceptFilter}, and repeated XPUB notifications beyond those that may
     * wait.
     */
    UNWANTED,
    /**
     * The message was received, but no receiver took it in time. Before that, the endpoint was disconnected, the socket
     * was closed or, at a REP, the connection of the requesting peer ended.
     */
    UNDELIVERED,
    /** The endpoint, the peer or the socket was closed, and the linger time ended before the message was sent. */
    LINGER_EXPIRED
}
