package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * Scratch arrays, a few for each event loop instead of one for each connection. Bytes are decoded and encoded in them
 * by plain array access, and copied from and to Netty's buffers in bulk. An array is borrowed for a burst, or for as
 * long as bytes that were read into it wait for room.
 */
final class ScratchBuffers {

    /** The size of an array in bytes, as much as one read or one write of small messages carries. */
    static final int SIZE = 64 * 1024;

    /** The largest number of kept arrays; others are left to the garbage collector. */
    private static final int SPARE = 8;

    private static final FastThreadLocal<ScratchBuffers> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected ScratchBuffers initialValue() {
            return new ScratchBuffers();
        }
    };

    private final byte[][] free = new byte[SPARE][];
    private int count;

    private ScratchBuffers() {}

    static byte[] borrow() {
        ScratchBuffers scratch = OF_LOOP.get();
        return scratch.count == 0 ? new byte[SIZE] : scratch.free[--scratch.count];
    }

    static void giveBack(byte[] array) {
        ScratchBuffers scratch = OF_LOOP.get();
        if (scratch.count < SPARE) {
            scratch.free[scratch.count++] = array;
        }
    }
}
