package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import java.nio.charset.StandardCharsets;

/** The names of groups: up to 255 octets, none of them zero (RFC 48). */
public final class Groups {

    /** The most octets in a name. */
    public static final int LONGEST = 255;

    private Groups() {}

    /**
     * The octets of a name.
     *
     * @throws InvalidMessageException when it is none
     */
    public static byte[] octets(String group) {
        byte[] octets = group.getBytes(StandardCharsets.UTF_8);
        check(octets);
        return octets;
    }

    static void check(byte[] group) {
        if (!isName(group)) {
            throw new InvalidMessageException(
                    group.length > LONGEST
                            ? "a group's name has up to 255 octets, not " + group.length
                            : "a group's name has no octet zero");
        }
    }

    /** Whether these octets are a group's name. */
    public static boolean isName(byte[] group) {
        if (group.length > LONGEST) {
            return false;
        }
        for (byte octet : group) {
            if (octet == 0) {
                return false;
            }
        }
        return true;
    }

    static void check(ZmqMessage message) {
        if (message.frameCount() != 2) {
            throw new InvalidMessageException(
                    "a RADIO sends messages of a group and one frame, not of " + message.frameCount() + " frames");
        }
        check(message.unwrap(0));
    }
}
