package io.reactivezmq.zmtp.codec;

import java.util.Arrays;

/**
 * Assembles one frame from pieces of any size. It reads header bytes until the header is complete. Then the caller must
 * check the announced size, and only then may pass body bytes.
 *
 * <p>Memory use follows the bytes received, not the announced size. The body array is never longer than the largest of
 * three values: eight times the bytes received for it, 1 KiB, and the largest complete body received before.
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

    /** The size of the largest complete body so far. The peer is trusted to send as much again. */
    private int largest;

    /** Returns whether no byte of the next frame has been read yet. */
    public boolean atBoundary() {
        return headerFilled == 0;
    }

    /** Returns whether the header is complete, so that flags and size are known. */
    public boolean hasHeader() {
        return headerWhole;
    }

    /** Returns the flags as received. Must not be called at the {@linkplain #atBoundary boundary} between frames. */
    public int flags() {
        return header[0] & 0xff;
    }

    /** Returns the announced body size in bytes; negative when it is above 2^63 - 1. Requires {@link #hasHeader}. */
    public long size() {
        return size;
    }

    /** Reads bytes until the header is complete, and returns the index after them. There must be at least one byte. */
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

    /** Forgets the last header byte. The caller must pass that byte again. */
    public void unreadHeader() {
        headerFilled--;
        headerWhole = false;
    }

    /**
     * Reads bytes until the body is complete, and returns the index after them. The caller must have checked the size.
     */
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

    /** Returns whether header and body are complete. */
    public boolean isComplete() {
        return headerWhole && bodyFilled == size;
    }

    /** Returns the number of body bytes that are still missing. Requires {@link #hasHeader}. */
    public long missing() {
        return size - bodyFilled;
    }

    /**
     * Returns the array of the body. The caller may write received bytes into it from index {@link #bodyFilled} on, and
     * reports them by {@link #filled}.
     */
    public byte[] body() {
        return body;
    }

    /** Returns the number of body bytes received so far. */
    public int bodyFilled() {
        return bodyFilled;
    }

    /** Reports that the caller has written this many bytes into {@link #body}. */
    public void filled(int bytes) {
        if (bytes < 0 || bytes > body.length - bodyFilled) {
            throw new IllegalArgumentException(bytes + " bytes where " + (body.length - bodyFilled) + " fit");
        }
        bodyFilled += bytes;
        growIfFull();
    }

    /** Returns the complete body, which then belongs to the caller, and prepares for the next frame. */
    public byte[] take() {
        byte[] whole = body;
        largest = Math.max(largest, whole.length);
        reset();
        return whole;
    }

    /** Drops the incomplete frame and prepares for the next one. */
    public void reset() {
        headerFilled = 0;
        headerWhole = false;
        body = EMPTY;
        bodyFilled = 0;
    }
}
