package io.reactivezmq.zmtp.codec;

import io.reactivezmq.ZmqMessage;

/**
 * Encodes messages into bytes. The caller must write all encoded bytes, in the order of the calls, because a mechanism
 * that seals frames numbers them.
 */
public interface MessageEncoder {

    /** Returns the number of bytes that {@link #encode} will write. */
    long encodedSize(ZmqMessage message);

    /** Writes all frames of a message and returns the index after them. The array must have room for them. */
    int encode(ZmqMessage message, byte[] out, int at);

    /**
     * Writes only the header of one frame and returns the index after it. The caller writes the frame's own array after
     * the header. Requires {@link #bodiesAreClear}.
     *
     * @throws IllegalStateException when bodies are not clear
     */
    int encodeHeader(ZmqMessage message, int frame, byte[] out, int at);

    /**
     * Returns the number of bytes of one frame on the wire. A result above the largest possible array means that the
     * frame cannot be encoded into one array.
     */
    long encodedSize(ZmqMessage message, int frame);

    /**
     * Writes one frame with its body and returns the index after it. The array must have room for it. The caller must
     * encode all frames of a message, in their order.
     */
    int encodeFrame(ZmqMessage message, int frame, byte[] out, int at);

    /** Returns whether bodies appear on the wire unchanged. */
    boolean bodiesAreClear();
}
