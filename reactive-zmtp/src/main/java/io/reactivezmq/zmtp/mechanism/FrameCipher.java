package io.reactivezmq.zmtp.mechanism;

/**
 * Seals and opens the frames of traffic. The frame that a mechanism puts on the wire has no flags but LONG; the true
 * ones are sealed with the body.
 *
 * <p>Both directions count frames: everything that was sealed must be written in that order, and frames must be opened
 * in the order in which they came.
 */
public interface FrameCipher {

    /** How many bytes a sealed body has more than a clear one. */
    int overhead();

    /**
     * Writes the sealed body of one frame, without its header, and returns the position behind it.
     *
     * @param flags MORE or COMMAND or none
     */
    int seal(int flags, byte[] body, byte[] out, int at);

    /**
     * Opens the body of one frame.
     *
     * @throws io.reactivezmq.error.ProtocolException when it does not open
     */
    ClearFrame open(byte[] sealed);

    /**
     * A frame as its sender meant it.
     *
     * @param flags MORE or COMMAND or none
     * @param body its bytes
     */
    record ClearFrame(int flags, byte[] body) {}
}
