package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import java.util.List;

/**
 * The numbers of socket types in greetings of ZMTP 2.0. XPUB and XSUB have no number there and are written as PUB and
 * SUB; libzmq writes and reads 9 and 10 for them.
 */
final class Zmtp2SocketTypes {

    private static final List<String> NAMES =
            List.of("PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB");

    private Zmtp2SocketTypes() {}

    /**
     * Returns the number that this side writes for its own type.
     *
     * @throws ProtocolException when the type does not exist in ZMTP 2.0
     */
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

    /** Returns the type with this number; empty for an unknown number. */
    static String name(byte number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "";
    }

    /**
     * Checks that the peer's type is compatible with the local one. libzmq does not check this.
     *
     * @throws ProtocolException when it is not
     */
    static void check(SocketType ours, byte number) {
        if (!ours.accepts(name(number))) {
            throw new ProtocolException(
                    ProtocolError.INCOMPATIBLE_SOCKET_TYPE,
                    "the peer's socket type has number " + (number & 0xff) + ", which does not go with our "
                            + ours.wireName());
        }
    }
}
