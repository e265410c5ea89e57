package io.reactivezmq.internal.pattern.group;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import java.nio.charset.StandardCharsets;

/** Checks the names of groups, which have at most 255 bytes, none of them zero (RFC 48). */
public final class Groups {

    /** The largest length of a name in bytes. */
    public static final int LONGEST = 255;

    private Groups() {}

    /**
     * Returns the bytes of a name in UTF-8.
     *
     * @throws InvalidMessageException when they are not a valid name
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

    /** Returns whether these bytes are a valid name. */
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
