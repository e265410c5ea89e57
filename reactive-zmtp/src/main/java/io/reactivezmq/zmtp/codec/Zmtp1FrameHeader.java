package io.reactivezmq.zmtp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The header of a frame in ZMTP 1.0.
 *
 * <pre>
 * length(1) flags(1)       up to 254
 * ff length(8) flags(1)    big-endian
 * </pre>
 *
 * <p>The length includes the flags byte, so it is never zero. MORE is the only flag.
 */
public final class Zmtp1FrameHeader {

    /** The length of the longest header, in bytes. */
    public static final int MAX_LENGTH = 10;

    private static final int LONG = 0xff;
    private static final int SHORT_LENGTH = 2;
    private static final int MAX_SHORT = 253;
    private static final VarHandle LENGTH = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Zmtp1FrameHeader() {}

    /** Returns the length of a header that begins with this byte, in bytes. */
    public static int length(byte first) {
        return (first & 0xff) == LONG ? MAX_LENGTH : SHORT_LENGTH;
    }

    /** Returns the length of the header that {@link #encode} writes for a body of this size, in bytes. */
    public static int lengthFor(int size) {
        return size <= MAX_SHORT ? SHORT_LENGTH : MAX_LENGTH;
    }

    /**
     * Returns the body size from the complete header at the start of {@code data}, without the flags byte. The result
     * is negative when the length is zero, so that it does not even count the flags, or above 2^63.
     */
    public static long size(byte[] data) {
        long length = (data[0] & 0xff) == LONG ? (long) LENGTH.get(data, 1) : data[0] & 0xff;
        // The length is unsigned. 2^63 wraps around to 2^63 - 1 here, which is still above every limit.
        return length - 1;
    }

    /** Writes a header and returns the index after it. */
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

    /** Returns a complete frame with these flags and this body. */
    public static byte[] frame(int flags, byte[] body) {
        byte[] frame = new byte[lengthFor(body.length) + body.length];
        int at = encode(flags, body.length, frame, 0);
        System.arraycopy(body, 0, frame, at, body.length);
        return frame;
    }
}
