package io.reactivezmq.options;

import io.reactivezmq.options.value.PeerNotifications;
import io.reactivezmq.spi.settings.PatternSettings;
import java.time.Duration;

/**
 * Options of a STREAM socket ({@code ZMQ_STREAM}). Options about ZeroMQ's own protocol have no effect on it. The
 * default linger time is 30 seconds.
 */
public final class StreamOptions extends SocketOptions<StreamOptions>
        implements SendOptions<StreamOptions>, ReceiveOptions<StreamOptions> {

    private static final String NOTIFY_PEERS = "notifyPeers (ZMQ_STREAM_NOTIFY)";

    private final PeerMessageOptions messages = new PeerMessageOptions();

    /** Creates options with default values. */
    public StreamOptions() {
        super(Duration.ofSeconds(30));
        messages.notifications(NOTIFY_PEERS, PeerNotifications.ALL);
    }

    /**
     * Selects which connects and disconnects this socket receives, each as the connection's routing id and an empty
     * frame ({@code ZMQ_STREAM_NOTIFY}). They are received even at the receive high-water mark. Default
     * {@link PeerNotifications#ALL}.
     */
    public StreamOptions notifyPeers(PeerNotifications which) {
        messages.notifications(NOTIFY_PEERS, which);
        return this;
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(messages.settings());
    }

    @Override
    StreamOptions self() {
        return this;
    }
}
