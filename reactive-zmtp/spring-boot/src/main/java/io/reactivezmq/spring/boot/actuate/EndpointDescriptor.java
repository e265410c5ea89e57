package io.reactivezmq.spring.boot.actuate;

import io.reactivezmq.event.EndpointState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of a socket, in JSON.
 *
 * @param endpoint the URI
 * @param status what the endpoint does now
 * @param since when this status began
 * @param peers the number of connected peers
 * @param attempts the failed attempts in a row
 * @param lastFailure why the last attempt failed or the last connection ended; null if neither has happened
 */
public record EndpointDescriptor(
        String endpoint,
        EndpointState.Status status,
        Instant since,
        int peers,
        int attempts,
        @Nullable String lastFailure) {

    static EndpointDescriptor of(EndpointState state) {
        Throwable failure = state.lastFailure();
        return new EndpointDescriptor(
                state.endpoint(),
                state.status(),
                state.since(),
                state.peers(),
                state.attempts(),
                failure == null ? null : String.valueOf(failure.getMessage()));
    }
}
