package io.reactivezmq.samples.cli.monitor;

/**
 * The state of one socket at one moment.
 *
 * @param endpoints the states of its endpoints, such as {@code 1 connected, 1 connecting}
 * @param failure why an endpoint is not connected; empty if all are
 */
public record SocketRow(
        String name,
        String type,
        int peers,
        long messagesReceived,
        long bytesReceived,
        long messagesSent,
        long bytesSent,
        long queued,
        long dropped,
        String endpoints,
        String failure) {}
