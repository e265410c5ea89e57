package io.reactivezmq.micrometer;

import io.micrometer.common.KeyValues;
import io.reactivezmq.event.PeerInfo;
import org.jspecify.annotations.Nullable;

/** The tags of observations. */
final class ObservationKeyValues {

    private ObservationKeyValues() {}

    /** Returns tags with few values, which the timer has. Its keys do not depend on how the observation ends. */
    static KeyValues low(String socket, String operation, @Nullable ZmqOutcome outcome) {
        return KeyValues.of(
                "messaging.system",
                "zeromq",
                "messaging.operation.type",
                operation,
                "zmq.socket",
                socket,
                "outcome",
                outcome == null ? "UNKNOWN" : outcome.name());
    }

    /** Returns tags with many values, which only spans have. */
    static KeyValues high(@Nullable PeerInfo peer) {
        if (peer == null) {
            return KeyValues.empty();
        }
        KeyValues values = KeyValues.of("network.peer.address", peer.address());
        return peer.userId().isEmpty() ? values : values.and("zmq.user.id", peer.userId());
    }
}
