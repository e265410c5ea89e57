package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;

/**
 * Options of sockets that send to multicast groups by {@code udp}.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface MulticastOptions<O extends SocketOptions<O>> {

    /**
     * Sets the number of routers that a datagram to a multicast group may pass, plus one ({@code ZMQ_MULTICAST_HOPS}):
     * 1 to 255. With the default 1, datagrams stay in the local network.
     */
    default O multicastHops(int hops) {
        if (hops < 1 || hops > 255) {
            throw new InvalidOptionException("multicastHops (ZMQ_MULTICAST_HOPS)", hops, "between 1 and 255");
        }
        O options = values();
        options.multicastHops = hops;
        return options;
    }

    /**
     * Sets whether sockets on this host receive the datagrams that this socket sends to a multicast group they have
     * joined ({@code ZMQ_MULTICAST_LOOP}). Default true.
     */
    default O multicastLoop(boolean enabled) {
        O options = values();
        options.multicastLoop = enabled;
        return options;
    }

    @SuppressWarnings("unchecked")
    private O values() {
        return (O) this;
    }
}
