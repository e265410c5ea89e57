package io.reactivezmq.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is set on TCP sockets. Null leaves it to the operating system.
 *
 * @param ipv6 whether {@code *} and host names include IPv6 ({@code ZMQ_IPV6})
 * @param backlog connections that may wait to be accepted ({@code ZMQ_BACKLOG})
 * @param keepAlive {@code ZMQ_TCP_KEEPALIVE}
 * @param keepAliveIdle {@code ZMQ_TCP_KEEPALIVE_IDLE}
 * @param keepAliveInterval {@code ZMQ_TCP_KEEPALIVE_INTVL}
 * @param keepAliveCount {@code ZMQ_TCP_KEEPALIVE_CNT}
 * @param sendBuffer bytes, {@code ZMQ_SNDBUF}
 * @param receiveBuffer bytes, {@code ZMQ_RCVBUF}
 * @param typeOfService {@code ZMQ_TOS}
 * @param device {@code ZMQ_BINDTODEVICE}
 * @param priority {@code ZMQ_PRIORITY}
 * @param busyPoll microseconds, {@code ZMQ_BUSY_POLL}
 * @param retransmitTimeout {@code ZMQ_TCP_MAXRT}
 * @param proxy by way of what to connect, {@code ZMQ_SOCKS_PROXY}
 */
public record TcpSettings(
        boolean ipv6,
        int backlog,
        @Nullable Boolean keepAlive,
        @Nullable Duration keepAliveIdle,
        @Nullable Duration keepAliveInterval,
        @Nullable Integer keepAliveCount,
        @Nullable Integer sendBuffer,
        @Nullable Integer receiveBuffer,
        @Nullable Integer typeOfService,
        @Nullable String device,
        @Nullable Integer priority,
        @Nullable Integer busyPoll,
        @Nullable Duration retransmitTimeout,
        @Nullable ProxySettings proxy) {}
