package io.reactivezmq.options;

import java.time.Duration;

/** Options of a REP socket (RFC 28). The default linger time is 30 seconds. */
public final class RepOptions extends SocketOptions<RepOptions>
        implements ReceiveOptions<RepOptions>, SendOptions<RepOptions>, RoutingIdOptions<RepOptions> {

    /** Creates options with default values. */
    public RepOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    RepOptions self() {
        return this;
    }
}
