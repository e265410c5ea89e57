package io.reactivezmq.zmtp.curve;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The cookie that the client receives in WELCOME and returns in INITIATE. It is sealed with a key that only the server
 * has and uses once.
 *
 * <pre>
 *  0  16  random end of the nonce
 * 16  80  box of C'(32) and s'(32)
 * </pre>
 */
final class CurveCookie {

    static final int LENGTH = 96;

    private static final String NONCE = "COOKIE--";
    private static final int RANDOM = 16;

    private CurveCookie() {}

    static byte[] bake(byte[] key, byte[] random, byte[] clientTransient, byte[] serverTransientSecret) {
        byte[] box = Box.random(key, NONCE, random).seal(Box.end(random), keys(clientTransient, serverTransientSecret));
        return ByteBuffer.allocate(LENGTH).put(random).put(box).array();
    }

    /** Returns whether the cookie was created with these keys. */
    static boolean is(byte[] cookie, byte[] key, byte[] clientTransient, byte[] serverTransientSecret) {
        byte[] random = Arrays.copyOf(cookie, RANDOM);
        byte[] found = Box.random(key, NONCE, random).open(Box.end(random), cookie, RANDOM, LENGTH);
        return found != null && MessageDigest.isEqual(found, keys(clientTransient, serverTransientSecret));
    }

    private static byte[] keys(byte[] one, byte[] other) {
        return ByteBuffer.allocate(2 * Keys.LENGTH).put(one).put(other).array();
    }
}
