package io.reactivezmq.security;

import java.util.List;

/** What a peer shows to prove who it is. */
public sealed interface Credentials {

    /** The mechanism by which it shows them, as it is called in the greeting. */
    String mechanism();

    /** Nothing, under NULL. */
    record Anonymous() implements Credentials {

        @Override
        public String mechanism() {
            return "NULL";
        }
    }

    /**
     * A name and a password, under PLAIN, read as UTF-8.
     *
     * @param user the name
     * @param password the password, which is not printed
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
     * The public half of a key, whose secret half the peer has proved to have, under CURVE.
     *
     * @param key the peer's own key, which lasts longer than the connection
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
     * What a mechanism shows that this library does not know; only RFC 27 requests of others have it.
     *
     * @param mechanism its name
     * @param frames what it shows, which is not printed
     */
    record Unknown(String mechanism, List<byte[]> frames) implements Credentials {

        /** Keeps a copy of the list. */
        public Unknown {
            frames = List.copyOf(frames);
        }

        @Override
        public String toString() {
            return mechanism;
        }
    }
}
