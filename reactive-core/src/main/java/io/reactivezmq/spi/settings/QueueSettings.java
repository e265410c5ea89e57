package io.reactivezmq.spi.settings;

/**
 * Limits on queued messages. They count whole messages, not frames.
 *
 * @param sendHighWaterMark the number of outbound messages per peer; 0 for no limit ({@code ZMQ_SNDHWM})
 * @param receiveHighWaterMark the number of inbound messages per peer; 0 for no limit ({@code ZMQ_RCVHWM})
 * @param maxPendingSends the number of callers of {@code send(message)} or {@code request} that may wait
 * @param conflate whether each queue keeps only its newest message ({@code ZMQ_CONFLATE})
 * @param conflateByTopic whether only the newest received message of each topic is kept
 */
public record QueueSettings(
        int sendHighWaterMark,
        int receiveHighWaterMark,
        int maxPendingSends,
        boolean conflate,
        boolean conflateByTopic) {

    /** Returns a copy with these high-water marks. */
    public QueueSettings withMarks(int send, int receive) {
        return new QueueSettings(send, receive, maxPendingSends, conflate, conflateByTopic);
    }

    /** Returns a copy with this conflation. */
    public QueueSettings withConflation(boolean newest, boolean byTopic) {
        return new QueueSettings(sendHighWaterMark, receiveHighWaterMark, maxPendingSends, newest, byTopic);
    }
}
