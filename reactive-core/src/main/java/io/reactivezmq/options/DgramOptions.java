package io.reactivezmq.options;

import java.time.Duration;

/**
 * What can be set on a DGRAM socket. What is about connections, or about ZeroMQ's own protocol, has no effect on it.
 */
public final class DgramOptions extends SocketOptions<DgramOptions>
        implements SendOptions<DgramOptions>,
                ReceiveOptions<DgramOptions>,
                DatagramOptions<DgramOptions>,
                MulticastOptions<DgramOptions> {

    /** With the defaults. */
    public DgramOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    DgramOptions self() {
        return this;
    }
}
