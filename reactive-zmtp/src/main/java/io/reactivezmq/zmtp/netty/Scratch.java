package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * Working arrays, one set for each event loop and not for each connection: octets are parsed and encoded there by plain
 * array access, and cross to and from Netty's buffers in bulk. A set is borrowed for one burst; whoever borrows within a
 * burst gets a set of its own.
 */
final class Scratch {

    /** As much as one read or one write carries of small messages. */
    static final int SIZE = 64 * 1024;

    private static final FastThreadLocal<byte[]> FREE = new FastThreadLocal<>();

    private Scratch() {}

    static byte[] borrow() {
        byte[] free = FREE.get();
        if (free == null) {
            return new byte[SIZE];
        }
        FREE.set(null);
        return free;
    }

    static void giveBack(byte[] array) {
        FREE.set(array);
    }
}
