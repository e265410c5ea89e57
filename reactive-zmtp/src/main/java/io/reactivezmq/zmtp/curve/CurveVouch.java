package io.reactivezmq.zmtp.curve;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The client's proof, made with its long-term key, that it also owns the key of this connection and made that for this
 * server.
 *
 * <pre>
 *  0  16  random end of the nonce
 * 16  80  box of C'(32) and S(32), from C to S'
 * </pre>
 */
final class CurveVouch {

    static final int LENGTH = 96;
    static final int RANDOM = 16;

    private static final String NONCE = "VOUCH---";

    private CurveVouch() {}

    /**
     * Creates a vouch.
     *
     * @param key the key agreed on by C and S'
     */
    static byte[] make(byte[] key, byte[] random, byte[] clientTransient, byte[] server) {
        byte[] box = Box.random(key, NONCE, random).seal(Box.end(random), keys(clientTransient, server));
        return ByteBuffer.allocate(LENGTH).put(random).put(box).array();
    }

    /**
     * Returns whether the vouch opens and contains the client's key of this connection and the server's key. libzmq
     * checks only the former.
     */
    static boolean vouches(byte[] vouch, byte[] key, byte[] clientTransient, byte[] server) {
        byte[] random = Arrays.copyOf(vouch, RANDOM);
        byte[] found = Box.random(key, NONCE, random).open(Box.end(random), vouch, RANDOM, LENGTH);
        return found != null && MessageDigest.isEqual(found, keys(clientTransient, server));
    }

    private static byte[] keys(byte[] one, byte[] other) {
        return ByteBuffer.allocate(2 * Keys.LENGTH).put(one).put(other).array();
    }
}
