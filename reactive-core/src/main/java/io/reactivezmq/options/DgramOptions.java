package io.reactivezmq.options;

/**
 * Options of a DGRAM socket. Options about connections, or about ZeroMQ's own protocol, have no effect on it. The
 * default linger time is 30 seconds.
 */
public final class DgramOptions extends MulticastOptions<DgramOptions>
        implements SendOptions<DgramOptions>, ReceiveOptions<DgramOptions> {

    /** Creates options with default values. */
    public DgramOptions() {}

    @Override
    DgramOptions self() {
        return this;
    }
}
