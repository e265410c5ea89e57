package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;

/**
 * What a socket has that sends by {@code udp} to multicast groups.
 *
 * @param <O> the options of the socket type at hand
 */
public interface MulticastOptions<O extends SocketOptions<O>> {

    /**
     * How far a datagram to a multicast group may go ({@code ZMQ_MULTICAST_HOPS}): 1 to 255, the routers that it may
     * pass, and one. Default 1: it stays in its network.
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
     * Whether sockets on this host hear what is sent from it to a multicast group they have joined
     * ({@code ZMQ_MULTICAST_LOOP}). Default true.
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
