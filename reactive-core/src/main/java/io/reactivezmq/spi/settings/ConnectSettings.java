package io.reactivezmq.spi.settings;

import java.time.Duration;

/**
 * Timeouts of connection attempts and handshakes, and when a connected endpoint takes messages and connects again.
 *
 * @param connectTimeout the limit on each step of an attempt before the handshake; zero leaves it to the system
 *     ({@code ZMQ_CONNECT_TIMEOUT})
 * @param handshakeTimeout the limit on the handshake, including the WebSocket upgrade; zero for no limit
 *     ({@code ZMQ_HANDSHAKE_IVL}). It includes TLS for an accepted connection; otherwise TLS has this limit for itself
 * @param immediate whether messages are sent only to peers with a finished handshake ({@code ZMQ_IMMEDIATE})
 * @param reconnect the policy for reconnecting
 */
public record ConnectSettings(
        Duration connectTimeout, Duration handshakeTimeout, boolean immediate, ReconnectSettings reconnect) {}
