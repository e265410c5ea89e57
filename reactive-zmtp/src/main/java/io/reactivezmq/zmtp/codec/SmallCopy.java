package io.reactivezmq.zmtp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies the bodies of frames. The JVM copies a small array of unknown length by a call, which takes longer than the
 * copy itself. So up to {@value #MAX} bytes are copied here, by at most four words of 8 bytes without a loop. The last
 * words end with the last byte and may overlap the first ones. Longer bodies are left to the JVM, which is faster
 * there.
 */
public final class SmallCopy {

    /** The largest number of bytes that are copied by words. */
    static final int MAX = 32;

    private static final int WORD = Long.BYTES;
    private static final int TWO_WORDS = 2 * WORD;
    private static final int HALF = Integer.BYTES;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private SmallCopy() {}

    /**
     * Copies bytes from one array to another one, as {@link System#arraycopy} does.
     *
     * @throws IndexOutOfBoundsException when an array is too short; some bytes may have been copied
     */
    public static void copy(byte[] from, int at, byte[] to, int toAt, int length) {
        if (length > MAX) {
            System.arraycopy(from, at, to, toAt, length);
        } else if (length >= WORD) {
            if (length > TWO_WORDS) {
                word(from, at + WORD, to, toAt + WORD);
                word(from, at + length - TWO_WORDS, to, toAt + length - TWO_WORDS);
            }
            word(from, at, to, toAt);
            word(from, at + length - WORD, to, toAt + length - WORD);
        } else {
            copyLessThanWord(from, at, to, toAt, length);
        }
    }

    private static void word(byte[] from, int at, byte[] to, int toAt) {
        LONG.set(to, toAt, (long) LONG.get(from, at));
    }

    private static void copyLessThanWord(byte[] from, int at, byte[] to, int toAt, int length) {
        if (length >= HALF) {
            INT.set(to, toAt, (int) INT.get(from, at));
            INT.set(to, toAt + length - HALF, (int) INT.get(from, at + length - HALF));
        } else {
            for (int i = 0; i < length; i++) {
                to[toAt + i] = from[at + i];
            }
        }
    }
}
