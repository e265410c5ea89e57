package io.reactivezmq.zmtp.curve;

import java.nio.ByteBuffer;

/** Reads fields of fixed lengths. */
final class Layout {

    private Layout() {}

    /** Reads the next {@code length} bytes. */
    static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
