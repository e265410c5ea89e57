package io.reactivezmq.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decision of an authenticator (the reply of RFC 27, ZAP).
 *
 * @param status whether the peer may connect
 * @param text the reason, for events and logs of this side; the peer gets at most the status
 * @param userId the user id of the peer ({@code User-Id}); empty when it has none
 * @param metadata further metadata about the peer; received messages refer to it
 */
public record AuthResult(Status status, String text, String userId, Map<String, String> metadata) {

    /** Whether a peer may connect. */
    public enum Status {
        /** The peer may connect. */
        ACCEPTED(200),
        /** The peer may not connect now. It gets no ERROR command and may try again soon. */
        TEMPORARY_ERROR(300),
        /** The peer may not connect, and another attempt with the same credentials would fail as well. */
        REFUSED(400),
        /** The decision could not be made, so the peer may not connect. */
        INTERNAL_ERROR(500);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /** Returns the number of the status in RFC 27. */
        public int code() {
            return code;
        }
    }

    /** Copies the metadata, in its order. */
    public AuthResult {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Returns a result that accepts the peer without a user id. */
    public static AuthResult accepted() {
        return accepted("");
    }

    /** Returns a result that accepts the peer with a user id. */
    public static AuthResult accepted(String userId) {
        return accepted(userId, Map.of());
    }

    /** Returns a result that accepts the peer with a user id and metadata. */
    public static AuthResult accepted(String userId, Map<String, String> metadata) {
        return new AuthResult(Status.ACCEPTED, "OK", userId, metadata);
    }

    /**
     * Returns a result that refuses the peer's credentials (status 400).
     *
     * @param text the reason, for events and logs
     */
    public static AuthResult refused(String text) {
        return new AuthResult(Status.REFUSED, text, "", Map.of());
    }

    /**
     * Returns a result that refuses the peer for now (status 300).
     *
     * @param text the reason, for events and logs
     */
    public static AuthResult temporaryError(String text) {
        return new AuthResult(Status.TEMPORARY_ERROR, text, "", Map.of());
    }

    /**
     * Returns a result that refuses the peer because of a failure on this side (status 500).
     *
     * @param text the reason, for events and logs
     */
    public static AuthResult internalError(String text) {
        return new AuthResult(Status.INTERNAL_ERROR, text, "", Map.of());
    }

    /** Returns whether the peer may connect. */
    public boolean isAccepted() {
        return status == Status.ACCEPTED;
    }

    static AuthResult both(AuthResult first, AuthResult second) {
        Map<String, String> all = new LinkedHashMap<>(second.metadata);
        first.metadata.forEach(all::putIfAbsent);
        return accepted(second.userId.isEmpty() ? first.userId : second.userId, all);
    }
}
