package io.reactivezmq.zmtp.codec;

import io.reactivezmq.ZmqMessage;

/** Encodes frames in the format of ZMTP 1.0. Stateless. */
public final class Zmtp1MessageEncoder implements MessageEncoder {

    /** The only instance. */
    public static final Zmtp1MessageEncoder INSTANCE = new Zmtp1MessageEncoder();

    private Zmtp1MessageEncoder() {}

    @Override
    public long encodedSize(ZmqMessage message) {
        long size = 0;
        for (int i = 0; i < message.frameCount(); i++) {
            size += encodedSize(message, i);
        }
        return size;
    }

    @Override
    public int encode(ZmqMessage message, byte[] out, int at) {
        int next = at;
        for (int i = 0; i < message.frameCount(); i++) {
            next = encodeFrame(message, i, out, next);
        }
        return next;
    }

    @Override
    public long encodedSize(ZmqMessage message, int frame) {
        int body = message.size(frame);
        return Zmtp1FrameHeader.lengthFor(body) + (long) body;
    }

    @Override
    public int encodeFrame(ZmqMessage message, int frame, byte[] out, int at) {
        byte[] body = message.unwrap(frame);
        int flags = frame < message.frameCount() - 1 ? FrameHeader.MORE : 0;
        int next = Zmtp1FrameHeader.encode(flags, body.length, out, at);
        SmallCopy.copy(body, 0, out, next, body.length);
        return next + body.length;
    }

    @Override
    public int encodeHeader(ZmqMessage message, int frame, byte[] out, int at) {
        throw new IllegalStateException("old frames are written whole");
    }

    /**
     * Returns false: these headers may exceed the 9 bytes that writers reserve, and large messages to 1.0 peers are
     * rare.
     */
    @Override
    public boolean bodiesAreClear() {
        return false;
    }
}
