package io.reactivezmq.zmtp.session;

import io.reactivezmq.zmtp.codec.MessageEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What a session offers for the traffic after its handshake, besides taking bytes.
 *
 * @param messages encodes messages
 * @param commands encodes commands; null without a protocol, as for STREAM
 * @param bodies takes the bodies of large frames without a copy; null when the protocol has no frames
 */
public record SessionTraffic(
        MessageEncoder messages,
        @Nullable CommandEncoder commands,
        @Nullable DirectBodies bodies) {

    /** Returns the traffic of a connection without a protocol, which has messages only. */
    static SessionTraffic of(MessageEncoder messages) {
        return new SessionTraffic(messages, null, null);
    }
}
