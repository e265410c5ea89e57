package io.reactivezmq.options.value;

/** Protocol versions that differ in what peers can send each other. */
public enum ZmtpVersion {
    /**
     * RFC 13, ZeroMQ 2.x: frames and routing ids, no socket types, no subscriptions sent to publishers, no commands.
     */
    V1_0,
    /** RFC 15, ZeroMQ 3.x: socket types, subscriptions as messages, no security, no commands. */
    V2_0,
    /** RFC 23, ZeroMQ 4.0 to 4.1: security mechanisms and commands. */
    V3_0,
    /** RFC 37, ZeroMQ 4.2 and later: subscriptions as commands, heartbeats. */
    V3_1
}
