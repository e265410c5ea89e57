package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Zmtp1FrameHeader;
import java.util.Arrays;

/** Reads the frame with the routing id from a peer older than 3.0, which follows its greeting or replaces it. */
final class ZmtpIdentityReader {

    private static final int MAX_ID = 255;

    private final boolean oldFrame;
    private final byte[] bytes = new byte[Zmtp1FrameHeader.MAX_LENGTH + MAX_ID];
    private int filled;
    private int idAt;
    private int end = -1;

    ZmtpIdentityReader(Dialect dialect) {
        this.oldFrame = dialect.hasOldFrames();
    }

    /** Takes bytes until the frame is complete, and returns the index after them. */
    int receive(byte[] data, int from, int to) {
        int at = from;
        while (at < to && filled != end) {
            bytes[filled++] = data[at++];
            if (end < 0) {
                readHeader();
            }
        }
        return at;
    }

    private void readHeader() {
        int length = oldFrame ? Zmtp1FrameHeader.length(bytes[0]) : FrameHeader.length(bytes[0]);
        if (filled < length) {
            return;
        }
        if (!oldFrame && (bytes[0] & ~FrameHeader.LONG) != 0) {
            throw new ProtocolException(ProtocolError.MALFORMED_FRAME, "a routing id in a frame with flags");
        }
        long size = oldFrame ? Zmtp1FrameHeader.size(bytes) : FrameHeader.size(bytes, 0);
        if (size < 0) {
            throw new ProtocolException(ProtocolError.MALFORMED_FRAME, "a routing id in a frame of no possible size");
        }
        if (size > MAX_ID) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED, "a routing id of " + size + " bytes, more than 255");
        }
        idAt = length;
        end = length + (int) size;
    }

    boolean isComplete() {
        return filled == end;
    }

    /** Returns the routing id; empty for none. Requires a complete frame. */
    byte[] id() {
        return Arrays.copyOfRange(bytes, idAt, end);
    }
}
