package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.spi.settings.DatagramSettings;
import java.time.Duration;

/**
 * Options of sockets that send to multicast groups by {@code udp}.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public abstract class MulticastOptions<O extends SocketOptions<O>> extends DatagramOptions<O> {

    private int multicastHops = DatagramSettings.DEFAULT.multicastHops();
    private boolean multicastLoop = DatagramSettings.DEFAULT.multicastLoop();

    MulticastOptions() {
        super(Duration.ofSeconds(30));
    }

    /**
     * Sets the number of routers that a datagram to a multicast group may pass, plus one ({@code ZMQ_MULTICAST_HOPS}):
     * 1 to 255. With the default 1, datagrams stay in the local network.
     */
    public O multicastHops(int hops) {
        if (hops < 1 || hops > 255) {
            throw new InvalidOptionException("multicastHops (ZMQ_MULTICAST_HOPS)", hops, "between 1 and 255");
        }
        multicastHops = hops;
        return self();
    }

    /**
     * Sets whether sockets on this host receive the datagrams that this socket sends to a multicast group they have
     * joined ({@code ZMQ_MULTICAST_LOOP}). Default true.
     */
    public O multicastLoop(boolean enabled) {
        multicastLoop = enabled;
        return self();
    }

    @Override
    DatagramSettings datagrams() {
        return new DatagramSettings(super.datagrams().maxSize(), multicastHops, multicastLoop);
    }
}
