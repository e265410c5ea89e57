package io.reactivezmq.options;

/**
 * What a socket has that spreads messages over its peers.
 *
 * @param <O> the options of the socket type at hand
 */
public interface BalanceOptions<O extends SocketOptions<O>> {

    /**
     * Whether to send only to peers whose handshake is finished ({@code ZMQ_IMMEDIATE}); otherwise a connected endpoint
     * takes messages from the start. Default false.
     */
    @SuppressWarnings("unchecked")
    default O immediate(boolean enabled) {
        O options = (O) this;
        options.immediate = enabled;
        return options;
    }
}
