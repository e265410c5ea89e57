package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a REP socket. */
public final class RepOptions extends SocketOptions<RepOptions>
        implements ReceiveOptions<RepOptions>, SendOptions<RepOptions>, RoutingIdOptions<RepOptions> {

    /** With the defaults. */
    public RepOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    RepOptions self() {
        return this;
    }
}
