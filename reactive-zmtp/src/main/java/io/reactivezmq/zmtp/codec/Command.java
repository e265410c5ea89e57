package io.reactivezmq.zmtp.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The common format of all commands: the body of a command frame is {@code length(1) name data}. Names are compared
 * with their length byte and case-sensitively, as other ZMTP implementations do.
 */
public final class Command {

    private Command() {}

    /** Returns the name in ASCII with its length byte in front. */
    public static byte[] head(String name) {
        byte[] head = new byte[name.length() + 1];
        head[0] = (byte) name.length();
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, head, 1, name.length());
        return head;
    }

    /** Returns whether the body from {@code from} to {@code to} is a command with this {@linkplain #head head}. */
    public static boolean is(byte[] head, byte[] data, int from, int to) {
        return to - from >= head.length && Arrays.equals(head, 0, head.length, data, from, from + head.length);
    }

    /** Creates the body of a command from its {@linkplain #head head} and its data. */
    public static byte[] body(byte[] head, byte[] data) {
        byte[] body = Arrays.copyOf(head, head.length + data.length);
        System.arraycopy(data, 0, body, head.length, data.length);
        return body;
    }
}
