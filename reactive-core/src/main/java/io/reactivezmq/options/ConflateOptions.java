package io.reactivezmq.options;

/**
 * What a socket has whose queues may be reduced to the newest message.
 *
 * @param <O> the options of the socket type at hand
 */
public interface ConflateOptions<O extends SocketOptions<O>> {

    /**
     * Whether each queue holds only the newest message, whole, and high-water marks do not apply
     * ({@code ZMQ_CONFLATE}). Older ones are replaced and not counted as dropped. Default false.
     */
    @SuppressWarnings("unchecked")
    default O conflate(boolean enabled) {
        O options = (O) this;
        options.conflate = enabled;
        return options;
    }
}
