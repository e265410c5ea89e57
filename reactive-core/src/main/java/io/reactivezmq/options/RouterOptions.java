package io.reactivezmq.options;

import io.reactivezmq.options.value.PeerNotifications;
import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.RouterSettings;
import java.time.Duration;

/** Options of a ROUTER socket (RFC 28). The default linger time is 30 seconds. */
public final class RouterOptions extends SocketOptions<RouterOptions>
        implements SendOptions<RouterOptions>,
                ReceiveOptions<RouterOptions>,
                RoutingIdOptions<RouterOptions>,
                ProbeOptions<RouterOptions>,
                HelloOptions<RouterOptions>,
                DisconnectMessageOptions<RouterOptions> {

    private final PeerMessageOptions messages = new PeerMessageOptions();
    private boolean mandatory;
    private boolean handover;
    private byte[] routingId = {};

    /** Creates options with default values. */
    public RouterOptions() {
        super(Duration.ofSeconds(30));
    }

    /**
     * Sets whether sending a message to an unknown or full peer is an error ({@code ZMQ_ROUTER_MANDATORY}). By default,
     * false, such a message is dropped and counted. The option applies to messages that start with a routing id, not to
     * the senders of {@code to(peer)}.
     *
     * <p>On other threads than the socket's loop, {@code trySend} returns before the loop has looked for the peer.
     * There, an undeliverable message is dropped and counted with its event, whatever is set here.
     */
    public RouterOptions mandatory(boolean enabled) {
        mandatory = enabled;
        return this;
    }

    /**
     * Sets whether a peer that announces a routing id in use takes it over ({@code ZMQ_ROUTER_HANDOVER}). By default,
     * false, the peer is refused.
     */
    public RouterOptions handover(boolean enabled) {
        handover = enabled;
        return this;
    }

    /**
     * Selects which connects and disconnects of peers this socket receives, each as the peer's routing id and an empty
     * frame ({@code ZMQ_ROUTER_NOTIFY}). They are received even at the receive high-water mark. Default
     * {@link PeerNotifications#NONE}.
     */
    public RouterOptions notifyPeers(PeerNotifications which) {
        messages.notifications("notifyPeers (ZMQ_ROUTER_NOTIFY)", which);
        return this;
    }

    @Override
    public RouterOptions routingId(byte[] id) {
        routingId = Check.routingId(id);
        return this;
    }

    @Override
    public RouterOptions probeRouter(boolean enabled) {
        messages.probe(enabled);
        return this;
    }

    @Override
    public RouterOptions helloMessage(byte[] message) {
        messages.hello(message);
        return this;
    }

    @Override
    public RouterOptions disconnectMessage(byte[] message) {
        messages.disconnect(message);
        return this;
    }

    @Override
    byte[] announcedId() {
        return routingId;
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT
                .with(new RouterSettings(mandatory, handover))
                .with(messages.settings());
    }

    @Override
    RouterOptions self() {
        return this;
    }
}
