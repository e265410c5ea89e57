package io.reactivezmq.options;

import java.time.Duration;

/**
 * Options of a STREAM socket ({@code ZMQ_STREAM}). Options about ZeroMQ's own protocol have no effect on it. The
 * default linger time is 30 seconds.
 */
public final class StreamOptions extends SocketOptions<StreamOptions>
        implements SendOptions<StreamOptions>, ReceiveOptions<StreamOptions> {

    /** Creates options with default values. */
    public StreamOptions() {
        super(Duration.ofSeconds(30));
        peerMessages = peerMessages.withNotifications(PeerNotifications.ALL);
    }

    /**
     * Selects which connects and disconnects this socket receives, each as the connection's routing id and an empty
     * frame ({@code ZMQ_STREAM_NOTIFY}). They are received even at the receive high-water mark. Default
     * {@link PeerNotifications#ALL}.
     */
    public StreamOptions notifyPeers(PeerNotifications which) {
        peerMessages = peerMessages.withNotifications(Check.notNull("notifyPeers (ZMQ_STREAM_NOTIFY)", which));
        return this;
    }

    @Override
    StreamOptions self() {
        return this;
    }
}
