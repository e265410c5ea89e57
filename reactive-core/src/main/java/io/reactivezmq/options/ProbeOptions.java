package io.reactivezmq.options;

/**
 * What a socket has that can make itself known to a ROUTER.
 *
 * @param <O> the options of the socket type at hand
 */
public interface ProbeOptions<O extends SocketOptions<O>> {

    /**
     * Whether each new peer is sent an empty message first, by which a ROUTER learns of us ({@code ZMQ_PROBE_ROUTER}).
     * Not for REP peers. Default false.
     */
    @SuppressWarnings("unchecked")
    default O probeRouter(boolean enabled) {
        O options = (O) this;
        options.probe = enabled;
        return options;
    }
}
