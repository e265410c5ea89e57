package io.reactivezmq.options;

import org.jspecify.annotations.Nullable;

/**
 * What is set on TCP sockets. Null leaves it to the operating system.
 *
 * @param ipv6 whether {@code *} and host names include IPv6 ({@code ZMQ_IPV6})
 * @param backlog connections that may wait to be accepted ({@code ZMQ_BACKLOG})
 * @param keepAlive {@code ZMQ_TCP_KEEPALIVE}
 * @param sendBuffer octets, {@code ZMQ_SNDBUF}
 * @param receiveBuffer octets, {@code ZMQ_RCVBUF}
 */
public record TcpSettings(
        boolean ipv6,
        int backlog,
        @Nullable Boolean keepAlive,
        @Nullable Integer sendBuffer,
        @Nullable Integer receiveBuffer) {}
