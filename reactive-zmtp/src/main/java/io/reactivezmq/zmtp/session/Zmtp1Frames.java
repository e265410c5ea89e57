package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Zmtp1FrameHeader;
import java.nio.ByteBuffer;

/**
 * Passes frames of ZMTP 1.0 to the decoder as frames of 3.0: it translates the headers and leaves the bodies unchanged.
 */
final class Zmtp1Frames {

    private final TrafficDecoder decoder;
    private final byte[] header = new byte[Zmtp1FrameHeader.MAX_LENGTH];
    private int filled;

    /** The translated header, and the number of its bytes that the decoder has taken. */
    private byte[] translated = {};

    private int taken;

    /** The number of missing bytes of a body. */
    private long missing;

    Zmtp1Frames(TrafficDecoder decoder) {
        this.decoder = decoder;
    }

    /** Decodes bytes and returns the index after those that have been taken. */
    int decode(byte[] data, int from, int to) {
        int at = from;
        while (at < to) {
            int next = missing > 0 ? decodeBody(data, at, to) : decodeHeader(data, at);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
    }

    /** Takes one byte of a header. The last one is taken only when the decoder takes the whole translated header. */
    private int decodeHeader(byte[] data, int at) {
        if (filled == 0 || filled < Zmtp1FrameHeader.length(header[0]) - 1) {
            if (filled == 0 && data[at] == 0) {
                throw noLength();
            }
            header[filled++] = data[at];
            return at + 1;
        }
        long size = Zmtp1FrameHeader.size(header);
        if (size < 0) {
            throw noLength();
        }
        if (translated.length == 0) {
            translated = translate(data[at] & FrameHeader.MORE, size);
            taken = 0;
        }
        taken = decoder.decode(translated, taken, translated.length);
        if (taken < translated.length) {
            return at;
        }
        translated = new byte[0];
        filled = 0;
        missing = size;
        return at + 1;
    }

    private static byte[] translate(int flags, long size) {
        return size <= FrameHeader.MAX_SHORT
                ? new byte[] {(byte) flags, (byte) size}
                : ByteBuffer.allocate(FrameHeader.MAX_LENGTH)
                        .put((byte) (flags | FrameHeader.LONG))
                        .putLong(size)
                        .array();
    }

    private int decodeBody(byte[] data, int at, int to) {
        int next = decoder.decode(data, at, (int) Math.min(to, at + missing));
        missing -= next - at;
        return next;
    }

    /** Reports that this many bytes have been written into a body directly. */
    void bodyFilled(int bytes) {
        missing -= bytes;
    }

    private static ProtocolException noLength() {
        return new ProtocolException(ProtocolError.MALFORMED_FRAME, "a frame without room for its flags");
    }
}
