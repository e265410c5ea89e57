package io.reactivezmq.options;

/**
 * Options of sockets that send each message to one of their peers.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface BalanceOptions<O extends SocketOptions<O>> {

    /**
     * Sets whether messages are sent only to peers whose handshake is finished ({@code ZMQ_IMMEDIATE}). By default,
     * false, the pipe of a connected endpoint takes messages from the start and keeps them until its peer is connected.
     */
    @SuppressWarnings("unchecked")
    default O immediate(boolean enabled) {
        O options = (O) this;
        options.immediate = enabled;
        return options;
    }
}
