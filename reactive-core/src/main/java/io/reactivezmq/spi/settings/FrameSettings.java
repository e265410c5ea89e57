package io.reactivezmq.spi.settings;

/**
 * Limits on the size of what a peer sends.
 *
 * @param maxFrameSize the size of a data frame in bytes ({@code ZMQ_MAXMSGSIZE}); a larger frame closes the connection
 * @param maxMessageSize the size of a message in bytes, all frames together
 * @param maxFrames the number of frames in a message
 * @param maxCommandSize the size of a command in bytes, including handshake commands
 */
public record FrameSettings(long maxFrameSize, long maxMessageSize, int maxFrames, int maxCommandSize) {}
