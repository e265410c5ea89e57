package io.reactivezmq.zmtp.curve;

import java.nio.ByteBuffer;

/** Reads fields of fixed lengths. */
final class Layout {

    private Layout() {}

    /** The next so many octets. */
    static byte[] take(ByteBuffer in, int length) {
        byte[] octets = new byte[length];
        in.get(octets);
        return octets;
    }
}
