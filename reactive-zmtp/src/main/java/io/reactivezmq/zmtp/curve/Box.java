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
final class Box implements TrafficBox {

    /** The number of bytes by which a box is longer than its clear text. */
    static final int TAG = 16;

    private static final int PREFIX = 16;
    private static final int NONCE_END = 8;
    private static final int WORDS = 16;
    private static final int KEY_WORDS = 8;
    private static final int NONCE_WORD = 6;
    private static final int BLOCK_WORD = 8;
    private static final int ROUNDS = 20;

    /** The constant {@code expand 32-byte k} in words. */
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Poly1305 poly = new Poly1305();

    /** The input of Salsa20: constants, subkey, nonce and the number of a block. */
    private final int[] input = new int[WORDS];

    /** A block of the stream. */
    private final int[] block = new int[WORDS];

    private final byte[] polyKey = new byte[Keys.LENGTH];
    private final byte[] tag = new byte[TAG];

    private Box(byte[] key, byte[] prefix) {
        input(subkey(key, prefix), new byte[PREFIX], input);
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
        input(key, input, words);
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

    /** Puts the constants, a key and 16 bytes into the input of Salsa20. */
    private static void input(byte[] key, byte[] middle, int[] words) {
        for (int i = 0; i < 4; i++) {
            words[5 * i] = SIGMA[i];
            words[1 + i] = (int) LITTLE.get(key, 4 * i);
            words[NONCE_WORD + i] = (int) LITTLE.get(middle, 4 * i);
            words[11 + i] = (int) LITTLE.get(key, 16 + 4 * i);
        }
    }

    /** Returns a box with this clear text. */
    byte[] seal(long nonce, byte[] clear) {
        byte[] box = new byte[TAG + clear.length];
        System.arraycopy(clear, 0, box, TAG, clear.length);
        begin(nonce);
        crypt(box, TAG, clear.length);
        finishTag(box, TAG, clear.length, box, 0);
        return box;
    }

    @Override
    public int seal(long nonce, int flags, byte[] body, byte[] out, int at) {
        int textAt = at + TAG;
        int length = 1 + body.length;
        out[textAt] = (byte) flags;
        System.arraycopy(body, 0, out, textAt + 1, body.length);
        begin(nonce);
        crypt(out, textAt, length);
        finishTag(out, textAt, length, out, at);
        return textAt + length;
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
        byte[] clear = Arrays.copyOfRange(data, from + TAG, to);
        crypt(clear, 0, length);
        return clear;
    }

    @Override
    public byte @Nullable [] open(long nonce, byte[] data, int from, int to, byte[] first) {
        int textAt = from + TAG;
        if (!verify(nonce, data, from, to - textAt)) {
            return null;
        }
        crypt(data, textAt, to - textAt);
        first[FLAGS] = data[textAt];
        return Arrays.copyOfRange(data, textAt + 1, to);
    }

    /** Returns whether the tag is correct. The stream is positioned at the text afterwards. */
    private boolean verify(long nonce, byte[] data, int from, int length) {
        begin(nonce);
        finishTag(data, from + TAG, length, tag, 0);
        return MessageDigest.isEqual(tag, Arrays.copyOfRange(data, from, from + TAG));
    }

    /** Restarts the stream for this nonce, and takes the key of the tag from its first block. */
    private void begin(long nonce) {
        // The words of the nonce are little-endian, its number is big-endian.
        long end = Long.reverseBytes(nonce);
        input[NONCE_WORD] = (int) end;
        input[NONCE_WORD + 1] = (int) (end >>> Integer.SIZE);
        Salsa20Engine.salsaCore(ROUNDS, block(0), block);
        for (int i = 0; i < KEY_WORDS; i++) {
            LITTLE.set(polyKey, 4 * i, block[i]);
        }
    }

    /** Sets the number of the stream's block. */
    private int[] block(long number) {
        input[BLOCK_WORD] = (int) number;
        input[BLOCK_WORD + 1] = (int) (number >>> Integer.SIZE);
        return input;
    }

    /** XORs bytes with the stream, from behind the key of the tag on. */
    private void crypt(byte[] data, int from, int length) {
        int end = from + length;
        int at = from;
        int word = KEY_WORDS;
        long number = 0;
        while (at < end) {
            if (word == WORDS) {
                Salsa20Engine.salsaCore(ROUNDS, block(++number), block);
                word = 0;
            }
            int whole = Math.min(WORDS, word + (end - at) / 4);
            for (; word < whole; word++, at += 4) {
                LITTLE.set(data, at, (int) LITTLE.get(data, at) ^ block[word]);
            }
            if (word < WORDS) {
                cryptLess(data, at, end, block[word]);
                return;
            }
        }
    }

    /** XORs the last bytes, fewer than four, with a word of the stream. */
    private static void cryptLess(byte[] data, int from, int end, int word) {
        int rest = word;
        for (int at = from; at < end; at++) {
            data[at] ^= (byte) rest;
            rest >>>= Byte.SIZE;
        }
    }

    private void finishTag(byte[] data, int from, int length, byte[] out, int at) {
        poly.init(new KeyParameter(polyKey));
        poly.update(data, from, length);
        poly.doFinal(out, at);
    }
}
