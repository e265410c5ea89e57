package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;

/** Parses and checks the two forms of a CURVE key: 32 bytes, or 40 characters of Z85. */
final class KeyText {

    static final int BYTES = 32;
    private static final int CHARACTERS = 40;

    private KeyText() {}

    static byte[] parse(String option, String text) {
        if (text.length() != CHARACTERS) {
            throw new InvalidOptionException(
                    option, "a text of " + text.length() + " characters", "40 characters of Z85");
        }
        try {
            return Z85.decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(option, "this text (" + e.getMessage() + ")", "40 characters of Z85");
        }
    }

    static byte[] check(String option, byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new InvalidOptionException(option, bytes.length + " bytes", "32 bytes");
        }
        return bytes.clone();
    }
}
