package io.reactivezmq.security;

/**
 * By which mechanism a socket's peers and it get to trust each other, and in which role. The peers must have the same.
 */
public sealed interface SocketSecurity {

    /** The mechanism's name in the greeting. */
    String mechanism();

    /** NULL: none ({@code ZMQ_NULL}). */
    record None() implements SocketSecurity {

        @Override
        public String mechanism() {
            return "NULL";
        }
    }

    /** PLAIN, where peers show a name and a password ({@code ZMQ_PLAIN_SERVER}). */
    record PlainServer() implements SocketSecurity {

        @Override
        public String mechanism() {
            return "PLAIN";
        }
    }

    /**
     * PLAIN, where we show a name and a password ({@code ZMQ_PLAIN_USERNAME}, {@code ZMQ_PLAIN_PASSWORD}).
     *
     * @param user the name
     * @param password the password, which is not printed
     */
    record PlainClient(String user, String password) implements SocketSecurity {

        @Override
        public String mechanism() {
            return "PLAIN";
        }

        @Override
        public String toString() {
            return "PlainClient[user=" + user + "]";
        }
    }

    /**
     * CURVE, in which peers have to know one of our public keys ({@code ZMQ_CURVE_SERVER}).
     *
     * @param keys ours ({@code ZMQ_CURVE_SECRETKEY}), as they are at the time
     */
    record CurveServer(CurveServerKeys keys) implements SocketSecurity {

        /** With one key that stays. */
        public CurveServer(CurveKeyPair keyPair) {
            this(CurveServerKeys.of(keyPair));
        }

        @Override
        public String mechanism() {
            return "CURVE";
        }
    }

    /**
     * CURVE, in which we know the server's public key and show ours.
     *
     * @param serverKey the server's ({@code ZMQ_CURVE_SERVERKEY})
     * @param keyPair ours ({@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SECRETKEY})
     */
    record CurveClient(CurvePublicKey serverKey, CurveKeyPair keyPair) implements SocketSecurity {

        @Override
        public String mechanism() {
            return "CURVE";
        }
    }
}
