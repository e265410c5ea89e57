package io.reactivezmq.options;

/**
 * Options of sockets whose received messages can be reduced to the newest of each topic.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface TopicConflateOptions<O extends SocketOptions<O>> {

    /**
     * Sets whether, of the messages that wait to be received from a peer, only the newest of each topic is kept. The
     * topic is the whole first frame; on a DISH it is the group. Default false. libzmq has no such option.
     *
     * <p>The newer message replaces the older one as a whole, in its place in the queue, so a topic with many messages
     * does not overtake others. Replaced messages are not counted as dropped.
     *
     * <p>The receive high-water mark then counts topics. While a peer sends fewer topics than the mark, it is read
     * without a pause, however slow the application is. At the mark, the peer is not read and its messages grow old.
     * Messages already passed to {@code receive(scheduler)} or to an operator with a prefetch are not replaced. The
     * option has no effect together with {@code conflate}.
     */
    O conflateByTopic(boolean enabled);
}
