package io.reactivezmq.zmtp.codec;

import java.util.Arrays;

/**
 * Puts one frame together that comes in pieces, however small. It takes header bytes until the header is whole; then
 * somebody must look at the announced size, and only then it takes body bytes.
 *
 * <p>Memory follows what has come, not what was announced: the body's array has never more than eight times the bytes
 * received for it, or 1 KiB, or the size of the largest body that has come whole before.
 */
public final class FrameReader {

    private static final int FIRST_CAPACITY = 1024;
    private static final long GROWTH = 8;
    private static final byte[] EMPTY = {};

    private final byte[] header = new byte[FrameHeader.MAX_LENGTH];
    private int headerFilled;
    private boolean headerWhole;
    private long size;
    private byte[] body = EMPTY;
    private int bodyFilled;

    /** The size of the largest body so far: what a peer has sent before, it is believed to send again. */
    private int largest;

    /** Whether no byte of a frame was taken yet. */
    public boolean atBoundary() {
        return headerFilled == 0;
    }

    /** Whether flags and size are known. */
    public boolean hasHeader() {
        return headerWhole;
    }

    /** The flags as they came. Not {@link #atBoundary}. */
    public int flags() {
        return header[0] & 0xff;
    }

    /** The announced size; negative when it is above 2^63 - 1. Only when {@link #hasHeader}. */
    public long size() {
        return size;
    }

    /** Takes bytes until the header is whole; returns the position behind them. There is at least one byte. */
    public int readHeader(byte[] data, int at, int to) {
        int next = at;
        if (headerFilled == 0) {
            header[headerFilled++] = data[next++];
        }
        int count = Math.min(FrameHeader.length(flags()) - headerFilled, to - next);
        System.arraycopy(data, next, header, headerFilled, count);
        headerFilled += count;
        if (headerFilled == FrameHeader.length(flags())) {
            headerWhole = true;
            size = FrameHeader.size(header, 0);
        }
        return next + count;
    }

    /** Forgets the last header byte again: whoever has it must come back with it. */
    public void unreadHeader() {
        headerFilled--;
        headerWhole = false;
    }

    /** Takes bytes until the body is whole; returns the position behind them. The size was found to be acceptable. */
    public int readBody(byte[] data, int at, int to) {
        int next = at;
        while (next < to && bodyFilled < size) {
            int offered = (int) Math.min(to - next, size - bodyFilled);
            if (bodyFilled == body.length) {
                grow(bodyFilled + (long) offered);
            }
            int count = Math.min(offered, body.length - bodyFilled);
            System.arraycopy(data, next, body, bodyFilled, count);
            bodyFilled += count;
            next += count;
        }
        growIfFull();
        return next;
    }

    private void growIfFull() {
        if (bodyFilled == body.length && bodyFilled > 0 && bodyFilled < size) {
            grow(bodyFilled);
        }
    }

    private void grow(long received) {
        body = Arrays.copyOf(body, (int)
                Math.min(size, Math.max(Math.max(FIRST_CAPACITY, largest), received * GROWTH)));
    }

    /** Whether header and body are whole. */
    public boolean isComplete() {
        return headerWhole && bodyFilled == size;
    }

    /** How many bytes the body still lacks. Only when {@link #hasHeader}. */
    public long missing() {
        return size - bodyFilled;
    }

    /** The body so far, which others may go on filling behind {@link #bodyFilled}. */
    public byte[] body() {
        return body;
    }

    /** How many bytes of the body are there. */
    public int bodyFilled() {
        return bodyFilled;
    }

    /** So many bytes were put into {@link #body} by somebody else. */
    public void filled(int bytes) {
        if (bytes < 0 || bytes > body.length - bodyFilled) {
            throw new IllegalArgumentException(bytes + " bytes where " + (body.length - bodyFilled) + " fit");
        }
        bodyFilled += bytes;
        growIfFull();
    }

    /** The whole body, which is the caller's from now on; the next byte begins another frame. */
    public byte[] take() {
        byte[] whole = body;
        largest = Math.max(largest, whole.length);
        reset();
        return whole;
    }

    /** Drops what is there. */
    public void reset() {
        headerFilled = 0;
        headerWhole = false;
        body = EMPTY;
        bodyFilled = 0;
    }
}
