package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a ROUTER socket. */
public final class RouterOptions extends SocketOptions<RouterOptions>
        implements SendOptions<RouterOptions>,
                ReceiveOptions<RouterOptions>,
                RoutingIdOptions<RouterOptions>,
                ProbeOptions<RouterOptions>,
                HelloOptions<RouterOptions>,
                DisconnectMessageOptions<RouterOptions> {

    /** With the defaults. */
    public RouterOptions() {
        super(Duration.ofSeconds(30));
    }

    /**
     * Whether a mixed send to an unknown or full peer is an error ({@code ZMQ_ROUTER_MANDATORY}) rather than a counted
     * drop. Default false. From other threads than the socket's loop {@code trySend} answers before anybody has looked,
     * so there it is a counted drop all the same, with its event.
     */
    public RouterOptions mandatory(boolean enabled) {
        mandatory = enabled;
        return this;
    }

    /**
     * Whether a peer that announces a routing id in use takes it over ({@code ZMQ_ROUTER_HANDOVER}) rather than being
     * refused. Default false.
     */
    public RouterOptions handover(boolean enabled) {
        handover = enabled;
        return this;
    }

    /**
     * Which comings and goings of peers to receive, each as the peer's routing id and an empty frame
     * ({@code ZMQ_ROUTER_NOTIFY}). They need no room. Default {@link PeerNotifications#NONE}.
     */
    public RouterOptions notifyPeers(PeerNotifications which) {
        peerMessages = peerMessages.withNotices(Check.notNull("notifyPeers (ZMQ_ROUTER_NOTIFY)", which));
        return this;
    }

    @Override
    RouterOptions self() {
        return this;
    }
}
