package io.reactivezmq.zmtp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What stands in front of every frame's body in ZMTP 3.x.
 *
 * <pre>
 * flags(1) size(1)    when LONG is clear
 * flags(1) size(8)    when LONG is set, big-endian
 * </pre>
 *
 * <p>The size is that of the body alone. We write the short form up to 255 bytes, as everybody does, and read the long
 * one for any size.
 */
public final class FrameHeader {

    /** Another frame of the same message follows. */
    public static final int MORE = 1;

    /** The size has eight bytes. */
    public static final int LONG = 2;

    /** The frame is a command and no part of a message. */
    public static final int COMMAND = 4;

    /** The flags that have a meaning; the others are kept for later versions. */
    public static final int KNOWN = MORE | LONG | COMMAND;

    /** The bytes in the longest header. */
    public static final int MAX_LENGTH = 9;

    /** The largest body with a short size. */
    public static final int MAX_SHORT = 255;

    private static final int SHORT_LENGTH = 2;
    private static final VarHandle LONG_SIZE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FrameHeader() {}

    /** The bytes in a header with these flags. */
    public static int length(int flags) {
        return (flags & LONG) == 0 ? SHORT_LENGTH : MAX_LENGTH;
    }

    /** The bytes in the header that we write for a body of this size. */
    public static int lengthFor(int size) {
        return size <= MAX_SHORT ? SHORT_LENGTH : MAX_LENGTH;
    }

    /** The size in the whole header that begins at {@code at}; negative when it is above 2^63 - 1. */
    public static long size(byte[] data, int at) {
        return (data[at] & LONG) == 0 ? data[at + 1] & 0xff : (long) LONG_SIZE.get(data, at + 1);
    }

    /**
     * Writes a header.
     *
     * @param flags MORE or COMMAND or none; LONG follows from the size
     * @return the position behind it
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

    /** A whole frame. */
    public static byte[] frame(int flags, byte[] body) {
        byte[] frame = new byte[lengthFor(body.length) + body.length];
        int at = encode(flags, body.length, frame, 0);
        System.arraycopy(body, 0, frame, at, body.length);
        return frame;
    }
}
