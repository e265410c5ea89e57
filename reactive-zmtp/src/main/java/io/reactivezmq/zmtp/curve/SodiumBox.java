package io.reactivezmq.zmtp.curve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens boxes with libsodium. A box is processed in memory outside of the heap, which each thread has for all
 * of its connections. A larger box is processed in pieces, so that this memory does not grow with the frames.
 */
final class SodiumBox implements TrafficBox {

    private static final int NONCE = 24;
    private static final int NONCE_END = 16;
    private static final int BLOCK = 64;

    /** Number of bytes in front of the text in the first block of the stream, which are the key of the tag. */
    private static final int TAG_KEY = 32;

    // The thread's memory: its address, fields of fixed sizes, and the text of a box or of a piece of it. The state of
    // Poly1305 has 256 bytes, at a multiple of 16.
    private static final int ADDRESS_AT = 0;
    private static final int KEY_AT = 32;
    private static final int NONCE_AT = 64;
    private static final int TAG_AT = 96;
    private static final int STATE_AT = 128;
    private static final int TEXT_AT = 512;
    private static final int TAG_KEY_AT = TEXT_AT - TAG_KEY;

    /** The size of the largest box that is processed in one call. It has room for a frame of 64 KiB. */
    private static final int WHOLE = 66 * 1024;

    /** The size of a piece of a larger box, in whole blocks of the stream. */
    private static final int PIECE = 64 * 1024;

    private static final byte[] ZEROS = new byte[TAG_KEY];

    /**
     * The memory of each thread. Its first 8 bytes are its own address. There is no class of this library in it, which
     * a thread that outlives the application would keep.
     */
    private static final ThreadLocal<ByteBuffer> MEMORY = ThreadLocal.withInitial(SodiumBox::allocate);

    private final byte[] key;
    private final byte[] nonce;
    private final byte[] tag = new byte[Box.TAG];

    SodiumBox(byte[] key, String prefix) {
        this.key = key.clone();
        this.nonce = Arrays.copyOf(prefix.getBytes(StandardCharsets.US_ASCII), NONCE);
    }

    private static ByteBuffer allocate() {
        ByteBuffer memory = ByteBuffer.allocateDirect(TEXT_AT + WHOLE + BLOCK)
                .alignedSlice(BLOCK)
                .order(ByteOrder.BIG_ENDIAN);
        return memory.putLong(ADDRESS_AT, Sodium.address(memory));
    }

    /**
     * Checks that the library works as Bouncy Castle does.
     *
     * @throws UnsatisfiedLinkError when it does not
     */
    static void check() {
        byte[] key = new byte[Keys.LENGTH];
        key[0] = 1;
        for (int size : new int[] {0, 100, WHOLE}) {
            byte[] body = new byte[size];
            byte[] theirs = new byte[Box.TAG + 1 + size];
            byte[] ours = theirs.clone();
            new SodiumBox(key, CurveCipher.FROM_CLIENT).seal(7, 1, body, theirs, 0);
            Box.numbered(key, CurveCipher.FROM_CLIENT).seal(7, 1, body, ours, 0);
            byte[] opened =
                    new SodiumBox(key, CurveCipher.FROM_CLIENT).open(7, theirs.clone(), 0, theirs.length, new byte[1]);
            if (!Arrays.equals(theirs, ours) || !Arrays.equals(opened, body)) {
                throw new UnsatisfiedLinkError("a box of " + size + " bytes is not NaCl's");
            }
        }
    }

    @Override
    public int seal(long number, int flags, byte[] body, byte[] out, int at) {
        int length = 1 + body.length;
        if (length > WHOLE) {
            return sealPieces(number, flags, body, out, at);
        }
        ByteBuffer memory = prepare(number);
        long base = memory.getLong(ADDRESS_AT);
        memory.put(TEXT_AT, (byte) flags).put(TEXT_AT + 1, body);
        Sodium.crypto_secretbox_detached(
                base + TEXT_AT, base + TAG_AT, base + TEXT_AT, length, base + NONCE_AT, base + KEY_AT);
        memory.get(TAG_AT, out, at, Box.TAG).get(TEXT_AT, out, at + Box.TAG, length);
        return at + Box.TAG + length;
    }

    @Override
    public byte @Nullable [] open(long number, byte[] data, int from, int to, byte[] first) {
        int textAt = from + Box.TAG;
        int length = to - textAt;
        if (length > WHOLE) {
            return openPieces(number, data, from, to, first);
        }
        ByteBuffer memory = prepare(number);
        long base = memory.getLong(ADDRESS_AT);
        memory.put(TAG_AT, data, from, Box.TAG).put(TEXT_AT, data, textAt, length);
        if (Sodium.crypto_secretbox_open_detached(
                        base + TEXT_AT, base + TEXT_AT, base + TAG_AT, length, base + NONCE_AT, base + KEY_AT)
                != 0) {
            return null;
        }
        first[FLAGS] = memory.get(TEXT_AT);
        byte[] body = new byte[length - 1];
        memory.get(TEXT_AT + 1, body);
        return body;
    }

    /** Puts the key and the nonce into the thread's memory. */
    private ByteBuffer prepare(long number) {
        return MEMORY.get().put(KEY_AT, key).put(NONCE_AT, nonce).putLong(NONCE_AT + NONCE_END, number);
    }

    private int sealPieces(long number, int flags, byte[] body, byte[] out, int at) {
        int textAt = at + Box.TAG;
        int end = textAt + 1 + body.length;
        out[textAt] = (byte) flags;
        System.arraycopy(body, 0, out, textAt + 1, body.length);
        ByteBuffer memory = prepare(number);
        beginTag(memory);
        for (int from = textAt; from < end; from += PIECE) {
            int count = Math.min(PIECE, end - from);
            crypt(memory, out, from, from - textAt, count);
            updateTag(memory, count);
            memory.get(TEXT_AT, out, from, count);
        }
        finishTag(memory);
        memory.get(TAG_AT, out, at, Box.TAG);
        return end;
    }

    private byte @Nullable [] openPieces(long number, byte[] data, int from, int to, byte[] first) {
        int textAt = from + Box.TAG;
        ByteBuffer memory = prepare(number);
        beginTag(memory);
        for (int at = textAt; at < to; at += PIECE) {
            int count = Math.min(PIECE, to - at);
            memory.put(TEXT_AT, data, at, count);
            updateTag(memory, count);
        }
        finishTag(memory);
        memory.get(TAG_AT, tag);
        if (!MessageDigest.isEqual(tag, Arrays.copyOfRange(data, from, textAt))) {
            return null;
        }
        byte[] body = new byte[to - textAt - 1];
        for (int at = textAt; at < to; at += PIECE) {
            int count = Math.min(PIECE, to - at);
            crypt(memory, data, at, at - textAt, count);
            int skipped = at == textAt ? 1 : 0;
            if (skipped > 0) {
                first[FLAGS] = memory.get(TEXT_AT);
            }
            memory.get(TEXT_AT + skipped, body, at + skipped - textAt - 1, count - skipped);
        }
        return body;
    }

    /** Starts the tag with its key, which is the beginning of the stream. */
    private static void beginTag(ByteBuffer memory) {
        long base = memory.getLong(ADDRESS_AT);
        memory.put(TAG_KEY_AT, ZEROS);
        Sodium.crypto_stream_xsalsa20_xor_ic(
                base + TAG_KEY_AT, base + TAG_KEY_AT, TAG_KEY, base + NONCE_AT, 0, base + KEY_AT);
        Sodium.crypto_onetimeauth_poly1305_init(base + STATE_AT, base + TAG_KEY_AT);
    }

    private static void updateTag(ByteBuffer memory, int count) {
        long base = memory.getLong(ADDRESS_AT);
        Sodium.crypto_onetimeauth_poly1305_update(base + STATE_AT, base + TEXT_AT, count);
    }

    private static void finishTag(ByteBuffer memory) {
        long base = memory.getLong(ADDRESS_AT);
        Sodium.crypto_onetimeauth_poly1305_final(base + STATE_AT, base + TAG_AT);
    }

    /**
     * Encrypts or decrypts a piece into the thread's memory.
     *
     * @param offset the index of the piece in the text, a multiple of the stream's blocks
     */
    private static void crypt(ByteBuffer memory, byte[] data, int at, int offset, int count) {
        long base = memory.getLong(ADDRESS_AT);
        memory.put(TEXT_AT, data, at, count);
        // A block of the stream begins as many bytes before the piece as the key of the tag has.
        Sodium.crypto_stream_xsalsa20_xor_ic(
                base + TAG_KEY_AT,
                base + TAG_KEY_AT,
                (long) TAG_KEY + count,
                base + NONCE_AT,
                offset / BLOCK,
                base + KEY_AT);
    }
}
