package io.reactivezmq.security;

/** The security mechanism of a socket, and its role in it. All peers must use the same mechanism. */
public sealed interface SocketSecurity {

    /** Returns the name of the mechanism in the greeting. */
    String mechanism();

    /** NULL: no security ({@code ZMQ_NULL}). */
    record None() implements SocketSecurity {

        @Override
        public String mechanism() {
            return "NULL";
        }
    }

    /** PLAIN as the server: peers show a name and a password ({@code ZMQ_PLAIN_SERVER}). */
    record PlainServer() implements SocketSecurity {

        @Override
        public String mechanism() {
            return "PLAIN";
        }
    }

    /**
     * PLAIN as the client: this side shows a name and a password ({@code ZMQ_PLAIN_USERNAME},
     * {@code ZMQ_PLAIN_PASSWORD}).
     *
     * @param user the name
     * @param password the password; {@code toString} omits it
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
     * CURVE as the server: peers must know one of this side's public keys ({@code ZMQ_CURVE_SERVER}).
     *
     * @param keys the key pairs of this side ({@code ZMQ_CURVE_SECRETKEY}), read at each handshake
     */
    record CurveServer(CurveServerKeys keys) implements SocketSecurity {

        /** Creates the settings of a server with one key pair that does not change. */
        public CurveServer(CurveKeyPair keyPair) {
            this(CurveServerKeys.of(keyPair));
        }

        @Override
        public String mechanism() {
            return "CURVE";
        }
    }

    /**
     * CURVE as the client: this side knows the server's public key and shows its own.
     *
     * @param serverKey the public key of the server ({@code ZMQ_CURVE_SERVERKEY})
     * @param keyPair the key pair of this side ({@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SECRETKEY})
     */
    record CurveClient(CurvePublicKey serverKey, CurveKeyPair keyPair) implements SocketSecurity {

        @Override
        public String mechanism() {
            return "CURVE";
        }
    }
}
