package io.reactivezmq.options;

/**
 * How much may wait, in whole messages.
 *
 * @param sendHighWaterMark per peer, outbound; 0 is without limit ({@code ZMQ_SNDHWM})
 * @param receiveHighWaterMark per peer, inbound; 0 is without limit ({@code ZMQ_RCVHWM})
 * @param maxPendingSends how many callers of {@code send(message)} or {@code request} may wait
 * @param conflate whether only the newest message is kept ({@code ZMQ_CONFLATE})
 * @param conflateByTopic whether only the newest received message of each topic is kept
 */
public record QueueSettings(
        int sendHighWaterMark,
        int receiveHighWaterMark,
        int maxPendingSends,
        boolean conflate,
        boolean conflateByTopic) {

    /** Without topics. */
    public QueueSettings(int sendHighWaterMark, int receiveHighWaterMark, int maxPendingSends, boolean conflate) {
        this(sendHighWaterMark, receiveHighWaterMark, maxPendingSends, conflate, false);
    }

    /** The same with other marks. */
    public QueueSettings withMarks(int send, int receive) {
        return new QueueSettings(send, receive, maxPendingSends, conflate, conflateByTopic);
    }
}
