package io.reactivezmq.options;

import java.time.Duration;

/**
 * Options of a DGRAM socket. Options about connections, or about ZeroMQ's own protocol, have no effect on it. The
 * default linger time is 30 seconds.
 */
public final class DgramOptions extends SocketOptions<DgramOptions>
        implements SendOptions<DgramOptions>,
                ReceiveOptions<DgramOptions>,
                DatagramOptions<DgramOptions>,
                MulticastOptions<DgramOptions> {

    /** Creates options with default values. */
    public DgramOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    DgramOptions self() {
        return this;
    }
}
