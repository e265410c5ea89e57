package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a STREAM socket. What is about ZeroMQ's own protocol has no effect on it. */
public final class StreamOptions extends SocketOptions<StreamOptions>
        implements SendOptions<StreamOptions>, ReceiveOptions<StreamOptions> {

    /** With the defaults. */
    public StreamOptions() {
        super(Duration.ofSeconds(30));
        peerMessages = peerMessages.withNotices(PeerNotifications.ALL);
    }

    /**
     * Which comings and goings of connections to receive, each as a routing id and an empty frame
     * ({@code ZMQ_STREAM_NOTIFY}). They need no room. Default {@link PeerNotifications#ALL}.
     */
    public StreamOptions notifyPeers(PeerNotifications which) {
        peerMessages = peerMessages.withNotices(Check.notNull("notifyPeers (ZMQ_STREAM_NOTIFY)", which));
        return this;
    }

    @Override
    StreamOptions self() {
        return this;
    }
}
