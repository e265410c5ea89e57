package io.reactivezmq.micrometer;

import io.micrometer.common.KeyValues;
import io.reactivezmq.event.PeerInfo;

/** The tags of observations of requests. */
final class RequestKeyValues {

    private RequestKeyValues() {}

    /** Returns tags with few values, which the timer has. Its keys do not depend on how the request ends. */
    static KeyValues low(ZmqRequestContext context, String operation) {
        ZmqOutcome outcome = context.outcome();
        return KeyValues.of(
                "messaging.system",
                "zeromq",
                "messaging.operation.type",
                operation,
                "zmq.socket",
                context.socket(),
                "outcome",
                outcome == null ? "UNKNOWN" : outcome.name());
    }

    /** Returns tags with many values, which only spans have. */
    static KeyValues high(ZmqRequestContext context) {
        PeerInfo peer = context.peer();
        if (peer == null) {
            return KeyValues.empty();
        }
        KeyValues values = KeyValues.of("network.peer.address", peer.address());
        return peer.userId().isEmpty() ? values : values.and("zmq.user.id", peer.userId());
    }
}
