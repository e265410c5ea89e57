package io.reactivezmq.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes bytes as text for source code, configuration files and command lines (RFC 32). Four bytes become five
 * characters.
 */
public final class Z85 {

    private static final byte[] DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int BASE = DIGITS.length;
    private static final byte[] VALUES = new byte[128];
    private static final int BYTES = 4;
    private static final int CHARACTERS = 5;

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < BASE; i++) {
            VALUES[DIGITS[i]] = (byte) i;
        }
    }

    private Z85() {}

    /**
     * Returns the text of these bytes.
     *
     * @throws IllegalArgumentException when the number of bytes is not divisible by four
     */
    public static String encode(byte[] bytes) {
        if (bytes.length % BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes, which is not divisible by 4");
        }
        byte[] text = new byte[bytes.length / BYTES * CHARACTERS];
        for (int from = 0, to = 0; from < bytes.length; from += BYTES, to += CHARACTERS) {
            long value = 0;
            for (int i = 0; i < BYTES; i++) {
                value = value << Byte.SIZE | bytes[from + i] & 0xff;
            }
            for (int i = CHARACTERS - 1; i >= 0; i--) {
                text[to + i] = DIGITS[(int) (value % BASE)];
                value /= BASE;
            }
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    /**
     * Returns the bytes of this text.
     *
     * @throws IllegalArgumentException when the text is not valid Z85; the message does not show it, as it may be
     *     secret
     */
    public static byte[] decode(String text) {
        if (text.length() % CHARACTERS != 0) {
            throw new IllegalArgumentException(text.length() + " characters, which is not divisible by 5");
        }
        byte[] bytes = new byte[text.length() / CHARACTERS * BYTES];
        for (int from = 0, to = 0; from < text.length(); from += CHARACTERS, to += BYTES) {
            long value = 0;
            for (int i = from; i < from + CHARACTERS; i++) {
                value = value * BASE + digit(text, i);
            }
            if (value > 0xffffffffL) {
                throw new IllegalArgumentException(
                        "characters " + from + " to " + (from + CHARACTERS - 1) + " are no four bytes");
            }
            for (int i = BYTES - 1; i >= 0; i--) {
                bytes[to + i] = (byte) value;
                value >>>= Byte.SIZE;
            }
        }
        return bytes;
    }

    private static int digit(String text, int at) {
        char character = text.charAt(at);
        int value = character < VALUES.length ? VALUES[character] : -1;
        if (value < 0) {
            throw new IllegalArgumentException("character " + at + " is not in the alphabet of Z85");
        }
        return value;
    }
}
