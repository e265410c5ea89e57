package io.reactivezmq.spi.settings;

import io.reactivezmq.options.value.ZmtpVersion;

/**
 * Limits on peers whose handshake is not finished, and on the number of connections to a listener.
 *
 * @param oldestVersion the oldest protocol version that peers may use
 * @param maxConnections the number of connections to one listener, including those with an open handshake
 * @param maxHandshakes the number of open handshakes at one listener
 * @param maxHandshakesPerAddress the number of open handshakes at one listener with peers of one IP address
 * @param maxHandshakeSize the number of bytes that a peer may send before its handshake is finished
 * @param maxProperties the number of metadata properties that a peer may send
 */
public record EntrySettings(
        ZmtpVersion oldestVersion,
        int maxConnections,
        int maxHandshakes,
        int maxHandshakesPerAddress,
        int maxHandshakeSize,
        int maxProperties) {}
