package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a GATHER socket. */
public final class GatherOptions extends SocketOptions<GatherOptions> implements ReceiveOptions<GatherOptions> {

    /** With the defaults. */
    public GatherOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    GatherOptions self() {
        return this;
    }
}
