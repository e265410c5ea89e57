package io.reactivezmq.zmtp.codec;

import io.reactivezmq.ZmqMessage;

/** Frames as ZMTP 1.0 wants them. It has no state. */
public final class OldMessageEncoder implements MessageEncoder {

    /** The only one that is needed. */
    public static final OldMessageEncoder INSTANCE = new OldMessageEncoder();

    private OldMessageEncoder() {}

    @Override
    public long encodedSize(ZmqMessage message) {
        long size = 0;
        for (int i = 0; i < message.frameCount(); i++) {
            int body = message.size(i);
            size += OldFrameHeader.lengthFor(body) + (long) body;
        }
        return size;
    }

    @Override
    public int encode(ZmqMessage message, byte[] out, int at) {
        int last = message.frameCount() - 1;
        int next = at;
        for (int i = 0; i <= last; i++) {
            byte[] body = message.unwrap(i);
            next = OldFrameHeader.encode(i < last ? FrameHeader.MORE : 0, body.length, out, next);
            System.arraycopy(body, 0, out, next, body.length);
            next += body.length;
        }
        return next;
    }

    @Override
    public int encodeHeader(ZmqMessage message, int frame, byte[] out, int at) {
        throw new IllegalStateException("old frames are written whole");
    }

    /** No: their headers may be longer than what is reckoned with elsewhere, and nobody sends old peers much. */
    @Override
    public boolean bodiesAreClear() {
        return false;
    }
}
