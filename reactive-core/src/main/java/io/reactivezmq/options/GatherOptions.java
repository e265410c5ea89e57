package io.reactivezmq.options;

import java.time.Duration;

/** Options of a GATHER socket (RFC 49). The default linger time is 30 seconds. */
public final class GatherOptions extends SocketOptions<GatherOptions> implements ReceiveOptions<GatherOptions> {

    /** Creates options with default values. */
    public GatherOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    GatherOptions self() {
        return this;
    }
}
