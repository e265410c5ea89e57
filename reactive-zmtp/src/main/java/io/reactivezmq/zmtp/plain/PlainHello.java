package io.reactivezmq.zmtp.plain;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Command;
import java.nio.charset.StandardCharsets;

/**
 * The command with the client's credentials: {@code 05 "HELLO" length(1) user length(1) password}, and nothing after
 * it.
 *
 * @param user the user name, in UTF-8 on the wire
 * @param password the password, which {@link #toString} omits
 */
record PlainHello(String user, String password) {

    private static final byte[] HEAD = Command.head("HELLO");
    private static final int MAX_LENGTH = 255;

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Decodes a command that {@linkplain #matches matches}.
     *
     * @throws ProtocolException when the lengths in the command do not add up to its own length
     */
    static PlainHello decode(byte[] command) {
        int user = HEAD.length;
        int password = field(command, user);
        int end = field(command, password);
        if (end != command.length) {
            throw malformed((command.length - end) + " bytes behind the password");
        }
        return new PlainHello(text(command, user), text(command, password));
    }

    /** Returns the index after the field that begins here. */
    private static int field(byte[] command, int at) {
        int end = at >= command.length ? Integer.MAX_VALUE : at + 1 + (command[at] & 0xff);
        if (end > command.length) {
            throw malformed("it ends in the middle");
        }
        return end;
    }

    private static String text(byte[] command, int at) {
        return new String(command, at + 1, command[at] & 0xff, StandardCharsets.UTF_8);
    }

    private static ProtocolException malformed(String what) {
        return new ProtocolException(ProtocolError.MALFORMED_HELLO, "a PLAIN HELLO cannot be read: " + what);
    }

    /**
     * Encodes the command.
     *
     * @throws IllegalArgumentException when the name or the password has more than 255 bytes
     */
    byte[] encode() {
        byte[] name = bytes(user);
        byte[] secret = bytes(password);
        byte[] data = new byte[2 + name.length + secret.length];
        data[0] = (byte) name.length;
        System.arraycopy(name, 0, data, 1, name.length);
        data[1 + name.length] = (byte) secret.length;
        System.arraycopy(secret, 0, data, 2 + name.length, secret.length);
        return Command.body(HEAD, data);
    }

    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_LENGTH) {
            throw new IllegalArgumentException("at most 255 bytes, not " + bytes.length);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "PlainHello[user=" + user + "]";
    }
}
