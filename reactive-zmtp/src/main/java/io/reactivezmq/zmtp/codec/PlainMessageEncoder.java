package io.reactivezmq.zmtp.codec;

import io.reactivezmq.ZmqMessage;

/** Encodes frames unchanged, for mechanisms that do not seal them. Stateless. */
public final class PlainMessageEncoder implements MessageEncoder {

    /** The only instance. */
    public static final PlainMessageEncoder INSTANCE = new PlainMessageEncoder();

    private PlainMessageEncoder() {}

    @Override
    public long encodedSize(ZmqMessage message) {
        long size = 0;
        for (int i = 0; i < message.frameCount(); i++) {
            int body = message.size(i);
            size += FrameHeader.lengthFor(body) + (long) body;
        }
        return size;
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

    private static int encode(int flags, byte[] body, byte[] out, int at) {
        int next = FrameHeader.encode(flags, body.length, out, at);
        SmallCopy.copy(body, 0, out, next, body.length);
        return next + body.length;
    }

    @Override
    public long encodedSize(ZmqMessage message, int frame) {
        int body = message.size(frame);
        return FrameHeader.lengthFor(body) + (long) body;
    }

    @Override
    public int encodeFrame(ZmqMessage message, int frame, byte[] out, int at) {
        return encode(frame < message.frameCount() - 1 ? FrameHeader.MORE : 0, message.unwrap(frame), out, at);
    }

    @Override
    public int encodeHeader(ZmqMessage message, int frame, byte[] out, int at) {
        int flags = frame < message.frameCount() - 1 ? FrameHeader.MORE : 0;
        return FrameHeader.encode(flags, message.size(frame), out, at);
    }

    @Override
    public boolean bodiesAreClear() {
        return true;
    }
}
