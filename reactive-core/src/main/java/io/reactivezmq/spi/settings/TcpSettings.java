package io.reactivezmq.spi.settings;

import org.jspecify.annotations.Nullable;

/**
 * Settings of TCP sockets. Null leaves a value to the operating system.
 *
 * @param ipv6 whether {@code *} and host names include IPv6 ({@code ZMQ_IPV6})
 * @param backlog the number of connections that may wait to be accepted ({@code ZMQ_BACKLOG})
 * @param device the name of the network interface ({@code ZMQ_BINDTODEVICE})
 * @param keepAlive when the system ends connections to silent peers
 * @param proxy the proxy to connect through; null for none ({@code ZMQ_SOCKS_PROXY})
 */
public record TcpSettings(
        boolean ipv6,
        int backlog,
        @Nullable String device,
        KeepAliveSettings keepAlive,
        @Nullable ProxySettings proxy) {}
