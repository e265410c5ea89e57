package io.reactivezmq.options;

/**
 * Options of sockets whose queues can be reduced to the newest message.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface ConflateOptions<O extends SocketOptions<O>> {

    /**
     * Sets whether each queue holds only its newest message, with all its frames ({@code ZMQ_CONFLATE}). High-water
     * marks then do not apply. Replaced messages are not counted as dropped. Default false.
     */
    O conflate(boolean enabled);
}
