package io.reactivezmq.sim;

/** An address at which something accepts connections. */
interface WirePlace {

    /** Returns the thread that accepts. */
    Actor thread();

    boolean isOpen();

    /**
     * Accepts a connection, and returns its end here.
     *
     * @param in the bytes that arrive
     * @param out the bytes that are sent
     */
    WireEnd accept(WireConnection connection, WireStream in, WireStream out);
}
