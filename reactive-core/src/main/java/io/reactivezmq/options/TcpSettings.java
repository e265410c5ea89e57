package io.reactivezmq.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of TCP sockets. Null leaves a value to the operating system.
 *
 * @param ipv6 whether {@code *} and host names include IPv6 ({@code ZMQ_IPV6})
 * @param backlog the number of connections that may wait to be accepted ({@code ZMQ_BACKLOG})
 * @param keepAlive whether TCP keepalive is used ({@code ZMQ_TCP_KEEPALIVE})
 * @param keepAliveIdle the silence before the first keepalive probe ({@code ZMQ_TCP_KEEPALIVE_IDLE})
 * @param keepAliveInterval the time between two keepalive probes ({@code ZMQ_TCP_KEEPALIVE_INTVL})
 * @param keepAliveCount the unanswered probes that end the connection ({@code ZMQ_TCP_KEEPALIVE_CNT})
 * @param sendBuffer the kernel's send buffer in bytes ({@code ZMQ_SNDBUF})
 * @param receiveBuffer the kernel's receive buffer in bytes ({@code ZMQ_RCVBUF})
 * @param typeOfService the IP type of service ({@code ZMQ_TOS})
 * @param device the name of the network interface ({@code ZMQ_BINDTODEVICE})
 * @param priority the priority in the kernel's queues ({@code ZMQ_PRIORITY})
 * @param busyPoll microseconds of polling before the kernel waits for input ({@code ZMQ_BUSY_POLL})
 * @param retransmitTimeout how long sent bytes may stay unacknowledged ({@code ZMQ_TCP_MAXRT})
 * @param proxy the proxy to connect through; null for none ({@code ZMQ_SOCKS_PROXY})
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
