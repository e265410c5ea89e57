package io.reactivezmq.options;

import java.time.Duration;

/** Options of a REP socket (RFC 28). The default linger time is 30 seconds. */
public final class RepOptions extends SocketOptions<RepOptions>
        implements ReceiveOptions<RepOptions>, SendOptions<RepOptions>, RoutingIdOptions<RepOptions> {

    private byte[] routingId = {};

    /** Creates options with default values. */
    public RepOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    public RepOptions routingId(byte[] id) {
        routingId = Check.routingId(id);
        return this;
    }

    @Override
    byte[] announcedId() {
        return routingId;
    }

    @Override
    RepOptions self() {
        return this;
    }
}
