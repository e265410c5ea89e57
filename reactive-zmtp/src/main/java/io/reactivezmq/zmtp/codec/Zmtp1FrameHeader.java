package io.reactivezmq.zmtp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What stands in front of every frame's body in ZMTP 1.0.
 *
 * <pre>
 * length(1) flags(1)       up to 254
 * ff length(8) flags(1)    big-endian
 * </pre>
 *
 * <p>The length counts the flags byte, so it is never zero. Of the flags only MORE has a meaning.
 */
public final class Zmtp1FrameHeader {

    /** The bytes in the longest header. */
    public static final int MAX_LENGTH = 10;

    private static final int LONG = 0xff;
    private static final int SHORT_LENGTH = 2;
    private static final int MAX_SHORT = 253;
    private static final VarHandle LENGTH = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Zmtp1FrameHeader() {}

    /** The bytes in a header that begins like this. */
    public static int length(byte first) {
        return (first & 0xff) == LONG ? MAX_LENGTH : SHORT_LENGTH;
    }

    /** The bytes in the header that we write for a body of this size. */
    public static int lengthFor(int size) {
        return size <= MAX_SHORT ? SHORT_LENGTH : MAX_LENGTH;
    }

    /**
     * The body's size by the whole header in front of {@code data}, without the flags byte; -1 when that is not
     * counted.
     */
    public static long size(byte[] data) {
        long length = (data[0] & 0xff) == LONG ? (long) LENGTH.get(data, 1) : data[0] & 0xff;
        // As an unsigned number: 2^63 less one is still too much for anybody.
        return length - 1;
    }

    /** Writes a header and returns the position behind it. */
    public static int encode(int flags, int size, byte[] out, int at) {
        if (size <= MAX_SHORT) {
            out[at] = (byte) (size + 1);
            out[at + 1] = (byte) flags;
            return at + SHORT_LENGTH;
        }
        out[at] = (byte) LONG;
        LENGTH.set(out, at + 1, size + 1L);
        out[at + MAX_LENGTH - 1] = (byte) flags;
        return at + MAX_LENGTH;
    }

    /** A whole frame. */
    public static byte[] frame(int flags, byte[] body) {
        byte[] frame = new byte[lengthFor(body.length) + body.length];
        int at = encode(flags, body.length, frame, 0);
        System.arraycopy(body, 0, frame, at, body.length);
        return frame;
    }
}
