package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Zmtp1FrameHeader;
import java.nio.ByteBuffer;

/** Gives frames of ZMTP 1.0 to the decoder as frames of 3.0: headers are put into the newer form, bodies pass. */
final class Zmtp1Frames {

    private final TrafficDecoder decoder;
    private final byte[] header = new byte[Zmtp1FrameHeader.MAX_LENGTH];
    private int filled;

    /** The header in the newer form, and how much of it the decoder has taken. */
    private byte[] translated = {};

    private int taken;

    /** How many bytes of a body are still to come. */
    private long missing;

    Zmtp1Frames(TrafficDecoder decoder) {
        this.decoder = decoder;
    }

    /** Takes bytes and returns the position behind them. */
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

    /** Takes one byte of a header; the last one only together with the decoder. */
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

    /** So many bytes were put into a body by somebody else. */
    void bodyFilled(int bytes) {
        missing -= bytes;
    }

    private static ProtocolException noLength() {
        return new ProtocolException(ProtocolError.MALFORMED_FRAME, "a frame without room for its flags");
    }
}
