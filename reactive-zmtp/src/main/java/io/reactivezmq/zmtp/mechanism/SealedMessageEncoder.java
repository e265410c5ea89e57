package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.MessageEncoder;

/** Encodes frames that a {@link FrameCipher} seals one by one. */
public final class SealedMessageEncoder implements MessageEncoder {

    private final FrameCipher cipher;

    /** Creates an encoder for one connection. */
    public SealedMessageEncoder(FrameCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public long encodedSize(ZmqMessage message) {
        long size = 0;
        for (int i = 0; i < message.frameCount(); i++) {
            size += encodedSize(message.size(i));
        }
        return size;
    }

    @Override
    public long encodedSize(ZmqMessage message, int frame) {
        return encodedSize(message.size(frame));
    }

    /** Returns the number of bytes on the wire of a frame whose clear body has this many bytes. */
    long encodedSize(int body) {
        long sealed = (long) body + cipher.overhead();
        return sealed + FrameHeader.lengthFor((int) Math.min(sealed, Integer.MAX_VALUE));
    }

    @Override
    public int encodeFrame(ZmqMessage message, int frame, byte[] out, int at) {
        return encode(frame < message.frameCount() - 1 ? FrameHeader.MORE : 0, message.unwrap(frame), out, at);
    }

    @Override
    public int encode(ZmqMessage message, byte[] out, int at) {
        int last = message.frameCount() - 1;
        int next = at;
        for (int i = 0; i < last; i++) {
            next = encode(FrameHeader.MORE, message.unwrap(i), out, next);
        }
        return encode(0, message.unwrap(last), out, next);
    }

    /**
     * Writes one frame and returns the index after it.
     *
     * @param flags MORE, COMMAND or 0
     */
    public int encode(int flags, byte[] body, byte[] out, int at) {
        int next = FrameHeader.encode(0, body.length + cipher.overhead(), out, at);
        return cipher.seal(flags, body, out, next);
    }

    @Override
    public int encodeHeader(ZmqMessage message, int frame, byte[] out, int at) {
        throw new IllegalStateException("frames are sealed: there is no header without its body");
    }

    @Override
    public boolean bodiesAreClear() {
        return false;
    }
}
