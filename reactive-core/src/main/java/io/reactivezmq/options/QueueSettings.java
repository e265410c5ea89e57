package io.reactivezmq.options;

/**
 * How much may wait, in whole messages.
 *
 * @param sendHighWaterMark per peer, outbound; 0 is without limit ({@code ZMQ_SNDHWM})
 * @param receiveHighWaterMark per peer, inbound; 0 is without limit ({@code ZMQ_RCVHWM})
 * @param maxPendingSends how many callers of {@code send(message)} or {@code request} may wait
 */
public record QueueSettings(int sendHighWaterMark, int receiveHighWaterMark, int maxPendingSends) {}
