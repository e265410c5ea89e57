package io.reactivezmq.spring.boot;

import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where sockets connect to, and with which credentials, if that is not in the properties: for example a container that
 * a test has started. Beans of this type are asked in their order. The properties apply where all of them answer null.
 */
public interface ZmqConnectionDetails extends ConnectionDetails {

    /** Returns the endpoints that a socket listens at instead of {@code bind}, or null. */
    default @Nullable List<String> getBind(String socket) {
        return null;
    }

    /** Returns the endpoints that a socket connects to instead of {@code connect}, or null. */
    default @Nullable List<String> getConnect(String socket) {
        return null;
    }

    /** Returns the keys of CURVE instead of those below {@code curve}, or null. */
    default @Nullable Curve getCurve(String socket) {
        return null;
    }

    /** Returns the user and password of PLAIN instead of those below {@code plain}, or null. */
    default @Nullable Plain getPlain(String socket) {
        return null;
    }

    /** Returns the certificates for TLS instead of {@code ssl.bundle}, or null. It is asked once. */
    default @Nullable SslBundle getSslBundle(String socket) {
        return null;
    }

    /**
     * Keys of CURVE.
     *
     * @param serverKey the public key of the server if the socket is a client; null if it is a server
     * @param keyPair the keys of the socket
     */
    record Curve(@Nullable CurvePublicKey serverKey, CurveKeyPair keyPair) {}

    /**
     * The credentials of a client of PLAIN.
     *
     * @param user the name
     * @param password the password
     */
    record Plain(String user, String password) {

        @Override
        public String toString() {
            return "Plain[user=" + user + "]";
        }
    }
}
