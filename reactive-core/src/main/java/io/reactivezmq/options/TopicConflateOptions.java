package io.reactivezmq.options;

/**
 * What a socket has whose received messages may be reduced to the newest of each topic.
 *
 * @param <O> the options of the socket type at hand
 */
public interface TopicConflateOptions<O extends SocketOptions<O>> {

    /**
     * Whether of the messages that a peer has sent, and that wait here, only the newest of each topic is kept: whole,
     * in the place of the older one, so that no topic is overtaken by a busy one. The topic is the whole first frame;
     * on a DISH it is the group. Older messages are replaced and not counted as dropped. libzmq has nothing like it.
     * Default false.
     *
     * <p>The receive high-water mark counts topics then: as long as a peer sends about fewer, it is read without a
     * pause, however slow the application is. At the mark the peer is not read, as ever, and what it has sent grows
     * old. What has been handed to {@code receive(scheduler)} or to an operator with a prefetch is replaced no more.
     * With {@code conflate} this has no effect.
     */
    @SuppressWarnings("unchecked")
    default O conflateByTopic(boolean enabled) {
        O options = (O) this;
        options.conflateByTopic = enabled;
        return options;
    }
}
