package io.reactivezmq.zmtp.curve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens boxes under one key and one nonce prefix, as NaCl's {@code crypto_secretbox} does. With a key from
 * {@link Keys#agree} that is {@code crypto_box}.
 *
 * <pre>
 * tag(16)  Poly1305 of the text, under the first 32 bytes of the stream
 * text     XOR of the clear text and the rest of the stream
 * </pre>
 *
 * <p>The stream is XSalsa20: Salsa20 with a subkey that depends on the key and the first 16 bytes of the nonce. As both
 * are the same for all boxes of a kind, the subkey is computed once. Not thread-safe.
 */
final class Box {

    /** The number of bytes by which a box is longer than its clear text. */
    static final int TAG = 16;

    private static final int PREFIX = 16;
    private static final int NONCE_END = 8;
    private static final int WORDS = 16;
    private static final int ROUNDS = 20;

    /** The constant {@code expand 32-byte k} in words. */
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] ZEROS = new byte[Keys.LENGTH];

    private final Salsa20Engine salsa = new Salsa20Engine();
    private final Poly1305 poly = new Poly1305();
    private final KeyParameter subkey;
    private final byte[] nonceEnd = new byte[NONCE_END];
    private final byte[] polyKey = new byte[Keys.LENGTH];
    private final byte[] tag = new byte[TAG];

    private Box(byte[] key, byte[] prefix) {
        this.subkey = new KeyParameter(subkey(key, prefix));
    }

    /** Creates a box for short nonces: a prefix of 16 characters and a number. */
    static Box numbered(byte[] key, String prefix) {
        return new Box(key, ascii(prefix));
    }

    /**
     * Creates a box for one long nonce: a prefix of 8 characters and 16 random bytes. Its number is {@link #end}.
     *
     * @param random the 16 bytes
     */
    static Box random(byte[] key, String prefix, byte[] random) {
        byte[] begin = Arrays.copyOf(ascii(prefix), PREFIX);
        System.arraycopy(random, 0, begin, PREFIX - NONCE_END, NONCE_END);
        return new Box(key, begin);
    }

    /** Returns the last 8 of a long nonce's 16 random bytes, which take the place of a short nonce's number. */
    static long end(byte[] random) {
        return (long) BIG_LONG.get(random, NONCE_END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Derives a key from a key and 16 bytes of input (HSalsa20). */
    static byte[] subkey(byte[] key, byte[] input) {
        int[] words = new int[WORDS];
        for (int i = 0; i < 4; i++) {
            words[5 * i] = SIGMA[i];
            words[1 + i] = (int) LITTLE.get(key, 4 * i);
            words[6 + i] = (int) LITTLE.get(input, 4 * i);
            words[11 + i] = (int) LITTLE.get(key, 16 + 4 * i);
        }
        int[] mixed = new int[WORDS];
        Salsa20Engine.salsaCore(ROUNDS, words, mixed);
        byte[] subkey = new byte[Keys.LENGTH];
        for (int i = 0; i < 4; i++) {
            // Salsa20's core adds its input at the end; HSalsa20 does not.
            LITTLE.set(subkey, 4 * i, mixed[5 * i] - words[5 * i]);
            LITTLE.set(subkey, 16 + 4 * i, mixed[6 + i] - words[6 + i]);
        }
        return subkey;
    }

    /** Returns a box with this clear text. */
    byte[] seal(long nonce, byte[] clear) {
        byte[] box = new byte[TAG + clear.length];
        begin(nonce);
        salsa.processBytes(clear, 0, clear.length, box, TAG);
        finishTag(box, TAG, clear.length, box, 0);
        return box;
    }

    /**
     * Writes a box that contains one byte and then a body, and returns the index after it.
     *
     * @param first the byte in front of the body
     */
    int seal(long nonce, int first, byte[] body, byte[] out, int at) {
        begin(nonce);
        int textAt = at + TAG;
        out[textAt] = salsa.returnByte((byte) first);
        salsa.processBytes(body, 0, body.length, out, textAt + 1);
        finishTag(out, textAt, 1 + body.length, out, at);
        return textAt + 1 + body.length;
    }

    /**
     * Returns the clear text of the box from {@code from} to {@code to}, or null when the box is not authentic under
     * this key and nonce.
     */
    byte @Nullable [] open(long nonce, byte[] data, int from, int to) {
        int length = to - from - TAG;
        if (length < 0 || !verify(nonce, data, from, length)) {
            return null;
        }
        byte[] clear = new byte[length];
        salsa.processBytes(data, from + TAG, length, clear, 0);
        return clear;
    }

    /** Returns whether the tag is correct. The stream is positioned at the text afterwards, for {@link #openNext}. */
    boolean verify(long nonce, byte[] data, int from, int length) {
        begin(nonce);
        finishTag(data, from + TAG, length, tag, 0);
        return MessageDigest.isEqual(tag, Arrays.copyOfRange(data, from, from + TAG));
    }

    /** Decrypts the next bytes of a text after {@link #verify} has returned true. */
    void openNext(byte[] data, int from, int length, byte[] clear) {
        salsa.processBytes(data, from, length, clear, 0);
    }

    /** Restarts the stream for this nonce and takes the key of the tag from it. */
    private void begin(long nonce) {
        BIG_LONG.set(nonceEnd, 0, nonce);
        salsa.init(true, new ParametersWithIV(subkey, nonceEnd));
        salsa.processBytes(ZEROS, 0, ZEROS.length, polyKey, 0);
    }

    private void finishTag(byte[] data, int from, int length, byte[] out, int at) {
        poly.init(new KeyParameter(polyKey));
        poly.update(data, from, length);
        poly.doFinal(out, at);
    }
}
