package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import java.nio.charset.StandardCharsets;

/** The names of groups: up to 255 bytes, none of them zero (RFC 48). */
public final class Groups {

    /** The most bytes in a name. */
    public static final int LONGEST = 255;

    private Groups() {}

    /**
     * The bytes of a name.
     *
     * @throws InvalidMessageException when it is none
     */
    public static byte[] bytes(String group) {
        byte[] bytes = group.getBytes(StandardCharsets.UTF_8);
        check(bytes);
        return bytes;
    }

    static void check(byte[] group) {
        if (!isName(group)) {
            throw new InvalidMessageException(
                    group.length > LONGEST
                            ? "a group's name has up to 255 bytes, not " + group.length
                            : "a group's name has no byte zero");
        }
    }

    /** Whether these bytes are a group's name. */
    public static boolean isName(byte[] group) {
        if (group.length > LONGEST) {
            return false;
        }
        for (byte each : group) {
            if (each == 0) {
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
