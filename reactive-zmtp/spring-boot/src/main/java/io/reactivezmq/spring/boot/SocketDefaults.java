package io.reactivezmq.spring.boot;

import io.reactivezmq.spring.boot.ZmqProperties.Curve;
import io.reactivezmq.spring.boot.ZmqProperties.Plain;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import io.reactivezmq.spring.boot.ZmqProperties.Ssl;
import org.jspecify.annotations.Nullable;

/**
 * Completes the properties of a socket from {@code zmq.defaults} where several properties have one effect together. For
 * single options this is not needed: those of the defaults are set first, and then those of the socket.
 */
final class SocketDefaults {

    private final Socket defaults;

    SocketDefaults(Socket defaults) {
        refuse(defaults.type() != null, "type");
        refuse(!defaults.bind().isEmpty(), "bind");
        refuse(!defaults.connect().isEmpty(), "connect");
        refuse(defaults.subscribe() != null, "subscribe");
        refuse(defaults.join() != null, "join");
        this.defaults = defaults;
    }

    private static void refuse(boolean set, String property) {
        if (set) {
            throw new ZmqConfigurationException(
                    "zmq.defaults." + property,
                    "does not apply to all sockets",
                    "set zmq.sockets.NAME." + property + " instead");
        }
    }

    Socket properties() {
        return defaults;
    }

    Curve curve(Socket own) {
        Curve given = own.curve();
        boolean keys = given.secretKey() != null || given.certificate() != null;
        return new Curve(
                or(given.serverKey(), defaults.curve().serverKey()),
                keys ? given.secretKey() : defaults.curve().secretKey(),
                keys ? given.certificate() : defaults.curve().certificate());
    }

    Plain plain(Socket own) {
        Plain given = own.plain();
        return given.user() == null && given.password() == null && given.users() == null ? defaults.plain() : given;
    }

    Ssl ssl(Socket own) {
        return new Ssl(
                or(own.ssl().bundle(), defaults.ssl().bundle()),
                or(own.ssl().clientAuth(), defaults.ssl().clientAuth()),
                or(own.ssl().serverName(), defaults.ssl().serverName()));
    }

    private static <V> @Nullable V or(@Nullable V own, @Nullable V other) {
        return own == null ? other : own;
    }
}
