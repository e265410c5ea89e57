package io.reactivezmq.options;

import java.time.Duration;

/**
 * Options of sockets that send each message to one of their peers.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public abstract class BalanceOptions<O extends SocketOptions<O>> extends SocketOptions<O> {

    private boolean immediate;

    BalanceOptions() {
        super(Duration.ofSeconds(30));
    }

    /**
     * Sets whether messages are sent only to peers whose handshake is finished ({@code ZMQ_IMMEDIATE}). By default,
     * false, the pipe of a connected endpoint takes messages from the start and keeps them until its peer is connected.
     */
    public O immediate(boolean enabled) {
        immediate = enabled;
        return self();
    }

    @Override
    boolean immediate() {
        return immediate;
    }
}
