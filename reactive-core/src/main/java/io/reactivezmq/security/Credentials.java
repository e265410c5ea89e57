package io.reactivezmq.security;

import java.util.List;

/** The credentials that a peer shows in the handshake. */
public sealed interface Credentials {

    /** Returns the name of the security mechanism in the greeting. */
    String mechanism();

    /** No credentials, under NULL. */
    record Anonymous() implements Credentials {

        @Override
        public String mechanism() {
            return "NULL";
        }
    }

    /**
     * A name and a password under PLAIN, read as UTF-8.
     *
     * @param user the name
     * @param password the password; {@code toString} omits it
     */
    record UserPassword(String user, String password) implements Credentials {

        @Override
        public String mechanism() {
            return "PLAIN";
        }

        @Override
        public String toString() {
            return "PLAIN user " + user;
        }
    }

    /**
     * A public key under CURVE. The peer has proved that it has the secret key.
     *
     * @param key the peer's long-term key
     */
    record PublicKey(CurvePublicKey key) implements Credentials {

        @Override
        public String mechanism() {
            return "CURVE";
        }

        @Override
        public String toString() {
            return "CURVE key " + key;
        }
    }

    /**
     * Credentials of a mechanism that this library does not implement. They occur only in requests of RFC 27 that
     * another library has sent.
     *
     * @param mechanism the name of the mechanism
     * @param frames the credentials; {@code toString} omits them
     */
    record Unknown(String mechanism, List<byte[]> frames) implements Credentials {

        /** Copies the list. */
        public Unknown {
            frames = List.copyOf(frames);
        }

        @Override
        public String toString() {
            return mechanism;
        }
    }
}
