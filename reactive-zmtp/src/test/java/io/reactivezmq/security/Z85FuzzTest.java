package io.reactivezmq.security;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as text and back, and any text as bytes. */
class Z85FuzzTest {

    @FuzzTest(maxDuration = "200s")
    void z85(byte[] input) {
        byte[] whole = Arrays.copyOf(input, input.length / 4 * 4);
        if (!Arrays.equals(Z85.decode(Z85.encode(whole)), whole)) {
            throw new AssertionError("written and read again it is something else");
        }
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            if (!Z85.encode(Z85.decode(text)).equals(text)) {
                throw new AssertionError("read and written again it is something else");
            }
        } catch (IllegalArgumentException e) {
            // That is how to say no.
        }
        try {
            CurvePublicKey.of("the key", text);
        } catch (RuntimeException e) {
            if (!(e instanceof io.reactivezmq.error.InvalidOptionException)) {
                throw e;
            }
        }
    }
}
