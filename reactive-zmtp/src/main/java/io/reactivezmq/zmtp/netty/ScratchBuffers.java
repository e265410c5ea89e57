package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * Working arrays, a few for each event loop and not for each connection: bytes are parsed and encoded there by plain
 * array access, and cross to and from Netty's buffers in bulk. One is borrowed for a burst, or for as long as what was
 * read into it has to wait for room.
 */
final class ScratchBuffers {

    /** As much as one read or one write carries of small messages. */
    static final int SIZE = 64 * 1024;

    /** More than these are left to the garbage collector. */
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
