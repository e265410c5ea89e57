package io.reactivezmq.zmtp.curve;

import org.jspecify.annotations.Nullable;

/**
 * Seals or opens the boxes of one direction of a connection, each of which contains one byte of flags and the body of a
 * frame. Boxes are NaCl's, whichever {@link BoxLibrary} creates this. Used by one thread at a time.
 */
interface TrafficBox {

    /** Index of the byte of flags in {@link #open}'s array. */
    int FLAGS = 0;

    /**
     * Writes a box and returns the index after it.
     *
     * @param flags the byte in front of the body
     */
    int seal(long nonce, int flags, byte[] body, byte[] out, int at);

    /**
     * Opens the box from {@code from} to {@code to}, which contains at least one byte. May overwrite the box.
     *
     * @param first gets the byte of flags
     * @return the body, or null when the box is not authentic under this key and nonce
     */
    byte @Nullable [] open(long nonce, byte[] data, int from, int to, byte[] first);
}
