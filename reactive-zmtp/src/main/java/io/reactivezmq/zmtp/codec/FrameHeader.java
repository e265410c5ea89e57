package io.reactivezmq.zmtp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The header of a frame in ZMTP 3.x.
 *
 * <pre>
 * flags(1) size(1)    when LONG is clear
 * flags(1) size(8)    when LONG is set, big-endian
 * </pre>
 *
 * <p>The size is that of the body alone. The encoder writes the short form up to 255 bytes, as other implementations
 * do. The decoder accepts the long form for any size.
 */
public final class FrameHeader {

    /** The flag of a frame that is followed by another frame of the same message. */
    public static final int MORE = 1;

    /** The flag of a header with a size of eight bytes. */
    public static final int LONG = 2;

    /** The flag of a command frame, which is not part of a message. */
    public static final int COMMAND = 4;

    /** All flags that ZMTP 3.x defines; the other bits are reserved. */
    public static final int KNOWN = MORE | LONG | COMMAND;

    /** The length of the longest header, in bytes. */
    public static final int MAX_LENGTH = 9;

    /** The size of the largest body with a short header, in bytes. */
    public static final int MAX_SHORT = 255;

    private static final int SHORT_LENGTH = 2;
    private static final VarHandle LONG_SIZE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FrameHeader() {}

    /** Returns the length of a header with these flags, in bytes. */
    public static int length(int flags) {
        return (flags & LONG) == 0 ? SHORT_LENGTH : MAX_LENGTH;
    }

    /** Returns the length of the header that {@link #encode} writes for a body of this size, in bytes. */
    public static int lengthFor(int size) {
        return size <= MAX_SHORT ? SHORT_LENGTH : MAX_LENGTH;
    }

    /**
     * Returns the body size from the complete header at index {@code at}. The result is negative when the size is above
     * 2^63 - 1.
     */
    public static long size(byte[] data, int at) {
        return (data[at] & LONG) == 0 ? data[at + 1] & 0xff : (long) LONG_SIZE.get(data, at + 1);
    }

    /**
     * Writes a header.
     *
     * @param flags MORE, COMMAND or 0; LONG is set as the size requires
     * @return the index after the header
     */
    public static int encode(int flags, int size, byte[] out, int at) {
        if (size <= MAX_SHORT) {
            out[at] = (byte) flags;
            out[at + 1] = (byte) size;
            return at + SHORT_LENGTH;
        }
        out[at] = (byte) (flags | LONG);
        LONG_SIZE.set(out, at + 1, (long) size);
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
