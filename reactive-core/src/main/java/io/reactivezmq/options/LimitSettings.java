package io.reactivezmq.options;

/**
 * What a peer may ask of us at most.
 *
 * @param maxFrameSize octets in one data frame ({@code ZMQ_MAXMSGSIZE}); larger closes the connection
 * @param maxMessageSize octets in all frames of one message
 * @param maxFrames frames in one message
 * @param maxCommandSize octets in one command, handshake commands included
 * @param maxSubscriptions distinct prefixes that one peer may subscribe to
 */
public record LimitSettings(
        long maxFrameSize, long maxMessageSize, int maxFrames, int maxCommandSize, int maxSubscriptions) {}
