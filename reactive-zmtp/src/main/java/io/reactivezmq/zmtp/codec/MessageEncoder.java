package io.reactivezmq.zmtp.codec;

import io.reactivezmq.ZmqMessage;

/**
 * Turns messages into bytes. What was encoded must be written, and in this order: a mechanism that seals frames counts
 * them.
 */
public interface MessageEncoder {

    /** The bytes that {@link #encode} will write. */
    long encodedSize(ZmqMessage message);

    /** Writes all frames and returns the position behind them. There must be room. */
    int encode(ZmqMessage message, byte[] out, int at);

    /**
     * Writes only the header of one frame and returns the position behind it; the caller writes the frame's own array
     * after it. Only when {@link #bodiesAreClear}.
     *
     * @throws IllegalStateException when bodies are not clear
     */
    int encodeHeader(ZmqMessage message, int frame, byte[] out, int at);

    /** Returns how many bytes one frame has on the wire; more than an array can have when it cannot be sent in one. */
    long encodedSize(ZmqMessage message, int frame);

    /**
     * Writes one frame with its body and returns the position behind it. There must be room. To be called for all
     * frames of a message in their order.
     */
    int encodeFrame(ZmqMessage message, int frame, byte[] out, int at);

    /** Whether bodies stand on the wire as they are in the message. */
    boolean bodiesAreClear();
}
