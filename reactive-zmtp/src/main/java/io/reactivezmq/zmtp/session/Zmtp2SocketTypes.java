package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import java.util.List;

/**
 * Socket types as one byte, as in greetings of ZMTP 2.0. XPUB and XSUB have no number there and pass for PUB and SUB;
 * libzmq writes and reads 9 and 10 for them.
 */
final class Zmtp2SocketTypes {

    private static final List<String> NAMES =
            List.of("PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB");

    private Zmtp2SocketTypes() {}

    /** What we write for our own type. */
    static byte number(SocketType type) {
        return switch (type) {
            case XPUB -> number("PUB");
            case XSUB -> number("SUB");
            default -> number(type.wireName());
        };
    }

    private static byte number(String name) {
        int number = NAMES.indexOf(name);
        if (number < 0) {
            throw new ProtocolException(
                    ProtocolError.UNSUPPORTED_VERSION, "a " + name + " cannot talk to peers of ZMTP 2.0 and 1.0");
        }
        return (byte) number;
    }

    /** The type that a peer has; empty when the number is none. */
    static String name(byte number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "";
    }

    /** Looks whether the peer's type goes with ours. libzmq does not look. */
    static void check(SocketType ours, byte number) {
        if (!ours.accepts(name(number))) {
            throw new ProtocolException(
                    ProtocolError.INCOMPATIBLE_SOCKET_TYPE,
                    "the peer's socket type has number " + (number & 0xff) + ", which does not go with our "
                            + ours.wireName());
        }
    }
}
