package io.reactivezmq.options;

/**
 * Options of sockets that can announce themselves to a ROUTER with an empty message.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface ProbeOptions<O extends SocketOptions<O>> {

    /**
     * Sets whether an empty message is sent to each new peer first, so that a ROUTER learns this socket's routing id at
     * once ({@code ZMQ_PROBE_ROUTER}). Not for REP peers, for which an empty message is a malformed request. Default
     * false.
     */
    O probeRouter(boolean enabled);
}
