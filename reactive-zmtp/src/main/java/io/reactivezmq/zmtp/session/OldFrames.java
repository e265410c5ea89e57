package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.OldFrameHeader;
import java.nio.ByteBuffer;

/** Gives frames of ZMTP 1.0 to the decoder as frames of 3.0: headers are put into the newer form, bodies pass. */
final class OldFrames {

    private final TrafficDecoder decoder;
    private final byte[] header = new byte[OldFrameHeader.MAX_LENGTH];
    private int filled;

    /** The header in the newer form, and how much of it the decoder has taken. */
    private byte[] translated = {};

    private int taken;

    /** How many octets of a body are still to come. */
    private long missing;

    OldFrames(TrafficDecoder decoder) {
        this.decoder = decoder;
    }

    /** Takes octets and returns the position behind them. */
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

    /** Takes one octet of a header; the last one only together with the decoder. */
    private int decodeHeader(byte[] data, int at) {
        if (filled == 0 || filled < OldFrameHeader.length(header[0]) - 1) {
            if (filled == 0 && data[at] == 0) {
                throw noLength();
            }
            header[filled++] = data[at];
            return at + 1;
        }
        long size = OldFrameHeader.size(header);
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

    /** So many octets were put into a body by somebody else. */
    void bodyFilled(int octets) {
        missing -= octets;
    }

    private static ProtocolException noLength() {
        return new ProtocolException(ProtocolError.MALFORMED_FRAME, "a frame without room for its flags");
    }
}
