package io.reactivezmq.zmtp.mechanism;

/**
 * Seals and opens the frames of traffic, that is, encrypts and authenticates them. On the wire a sealed frame has no
 * flags but LONG; its true flags are sealed together with the body.
 *
 * <p>Both directions number the frames. The caller must write sealed frames in the order in which they were sealed, and
 * open frames in the order in which they were received.
 */
public interface FrameCipher {

    /** Returns the number of bytes by which a sealed body is longer than its clear body. */
    int overhead();

    /**
     * Writes the sealed body of one frame, without its header, and returns the index after it.
     *
     * @param flags MORE, COMMAND or 0
     */
    int seal(int flags, byte[] body, byte[] out, int at);

    /**
     * Opens the sealed body of one frame, and may overwrite it.
     *
     * @throws io.reactivezmq.error.ProtocolException when the body is not authentic or malformed
     */
    ClearFrame open(byte[] sealed);

    /**
     * A frame after opening.
     *
     * @param flags MORE, COMMAND or 0; flags that the mechanism does not define become reserved bits
     * @param body the clear body
     */
    record ClearFrame(int flags, byte[] body) {}
}
