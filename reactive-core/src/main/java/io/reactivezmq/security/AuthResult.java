package io.reactivezmq.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authenticator's answer (the reply of RFC 27, ZAP).
 *
 * @param status whether the peer may come in
 * @param text why, for our own events and logs; the peer is told the status alone
 * @param userId who the peer is from now on ({@code User-Id}); empty when nobody in particular
 * @param metadata what else is known of it; received messages carry it
 */
public record AuthResult(Status status, String text, String userId, Map<String, String> metadata) {

    /** Whether a peer may come in. */
    public enum Status {
        /** It may. */
        ACCEPTED(200),
        /** Not now; it is not told anything and may try again soon. */
        TEMPORARY_ERROR(300),
        /** It may not, and trying again with the same credentials would not help. */
        REFUSED(400),
        /** Nobody was able to tell, so it may not. */
        INTERNAL_ERROR(500);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /** The number in RFC 27. */
        public int code() {
            return code;
        }
    }

    /** Keeps a copy of the metadata, in its order. */
    public AuthResult {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Come in, whoever you are. */
    public static AuthResult accepted() {
        return accepted("");
    }

    /** Come in as this user. */
    public static AuthResult accepted(String userId) {
        return accepted(userId, Map.of());
    }

    /** Come in as this user, of whom this is known. */
    public static AuthResult accepted(String userId, Map<String, String> metadata) {
        return new AuthResult(Status.ACCEPTED, "OK", userId, metadata);
    }

    /** Not with these credentials (400). */
    public static AuthResult refused(String text) {
        return new AuthResult(Status.REFUSED, text, "", Map.of());
    }

    /** Not now (300). */
    public static AuthResult temporaryError(String text) {
        return new AuthResult(Status.TEMPORARY_ERROR, text, "", Map.of());
    }

    /** Something is wrong here (500). */
    public static AuthResult internalError(String text) {
        return new AuthResult(Status.INTERNAL_ERROR, text, "", Map.of());
    }

    /** Whether the peer may come in. */
    public boolean isAccepted() {
        return status == Status.ACCEPTED;
    }

    static AuthResult both(AuthResult first, AuthResult second) {
        Map<String, String> all = new LinkedHashMap<>(second.metadata);
        first.metadata.forEach(all::putIfAbsent);
        return accepted(second.userId.isEmpty() ? first.userId : second.userId, all);
    }
}
