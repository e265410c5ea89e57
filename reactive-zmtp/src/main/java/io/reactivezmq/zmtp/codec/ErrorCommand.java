package io.reactivezmq.zmtp.codec;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * The command that refuses a handshake: {@code 05 "ERROR" length(1) reason}. The connection closes after it.
 *
 * @param reason an RFC 27 status code such as {@code 400}, or a short text; {@link #decode} replaces bytes that are not
 *     printable ASCII by question marks
 */
public record ErrorCommand(String reason) {

    private static final byte[] HEAD = Command.head("ERROR");
    private static final int MAX_REASON = 255;

    /** Returns whether the body from {@code from} to {@code to} is an ERROR command. */
    public static boolean matches(byte[] data, int from, int to) {
        return Command.is(HEAD, data, from, to);
    }

    /**
     * Decodes a body that {@linkplain #matches matches}.
     *
     * @throws ProtocolException when the length of the reason is missing or goes beyond the end of the body
     */
    public static ErrorCommand decode(byte[] data, int from, int to) {
        int length = from + HEAD.length;
        if (length == to) {
            throw new ProtocolException(ProtocolError.MALFORMED_ERROR, "an ERROR without a reason's length");
        }
        int reasonLength = data[length] & 0xff;
        if (reasonLength > to - length - 1) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_ERROR,
                    "an ERROR's reason has " + reasonLength + " bytes, but only " + (to - length - 1) + " are left");
        }
        return new ErrorCommand(Printable.of(data, length + 1, length + 1 + reasonLength));
    }

    /**
     * Encodes the body of the command.
     *
     * @throws IllegalArgumentException when the reason has more than 255 characters
     */
    public byte[] encode() {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        if (text.length > MAX_REASON) {
            throw new IllegalArgumentException("a reason has at most 255 bytes, not " + text.length);
        }
        byte[] data = new byte[1 + text.length];
        data[0] = (byte) text.length;
        System.arraycopy(text, 0, data, 1, text.length);
        return Command.body(HEAD, data);
    }
}
