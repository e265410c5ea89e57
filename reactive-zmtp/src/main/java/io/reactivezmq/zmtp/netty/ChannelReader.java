package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.zmtp.session.DirectBodies;
import io.reactivezmq.zmtp.session.Session;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Passes the bytes that a channel reads to a session. When the pipe has no room, the rest of the last read is kept here
 * and nothing more is read. Once the peer has closed, the channel reads without a request, so that everything it sent
 * before may have to be kept.
 */
final class ChannelReader {

    /**
     * The size below which a rest is copied, so that a waiting connection does not keep a whole scratch array for it.
     */
    private static final int WORTH_KEEPING = ScratchBuffers.SIZE / 8;

    private final Session session;

    /** Takes the bodies of large frames; null during the handshake, and without a protocol. */
    private @Nullable DirectBodies bodies;

    /** The bytes that wait for room, the oldest first. Bytes are never copied from one part to another. */
    private @Nullable Part first;

    private @Nullable Part last;
    private int waiting;
    private long bytes;
    private boolean closed;

    /** Bytes that wait for room: those of an array between two indexes. */
    private static final class Part {

        private final byte[] bytes;
        private int from;
        private int to;
        private @Nullable Part next;

        Part(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }
    }

    ChannelReader(Session session) {
        this.session = session;
    }

    /** Reads the bodies of large frames into their arrays from now on; null when the protocol has no frames. */
    void bodies(@Nullable DirectBodies taker) {
        bodies = taker;
    }

    /** Returns the number of bytes read so far, by which heartbeats detect that the peer is alive. */
    long bytes() {
        return bytes;
    }

    /** Returns whether bytes wait for room in the pipe. */
    boolean hasBacklog() {
        return first != null;
    }

    /** Returns how many bytes wait for room in the pipe. */
    int backlogSize() {
        return waiting;
    }

    /** Reads all bytes of the buffer. */
    void read(ByteBuf in) {
        bytes += in.readableBytes();
        if (last != null) {
            append(last, in);
            return;
        }
        while (in.isReadable()) {
            DirectBodies direct = bodies;
            if (direct != null && direct.wantsBody()) {
                int count = Math.min(direct.bodyRoom(), in.readableBytes());
                in.readBytes(direct.bodyTarget(), direct.bodyOffset(), count);
                direct.bodyFilled(count);
            } else if (!readThroughScratch(in)) {
                return;
            }
        }
    }

    private boolean readThroughScratch(ByteBuf in) {
        byte[] scratch = ScratchBuffers.borrow();
        int count = Math.min(scratch.length, in.readableBytes());
        in.readBytes(scratch, 0, count);
        int next = feed(scratch, 0, count);
        if (next == count) {
            return true;
        }
        Part rest;
        if (count - next < WORTH_KEEPING) {
            rest = new Part(Arrays.copyOfRange(scratch, next, count), 0, count - next);
            ScratchBuffers.giveBack(scratch);
        } else {
            rest = new Part(scratch, next, count);
        }
        first = rest;
        last = rest;
        waiting = count - next;
        append(rest, in);
        return false;
    }

    /** Keeps the bytes of the buffer behind those that wait already. */
    private void append(Part tail, ByteBuf in) {
        waiting = Math.addExact(waiting, in.readableBytes());
        int fitting = Math.min(tail.bytes.length - tail.to, in.readableBytes());
        in.readBytes(tail.bytes, tail.to, fitting);
        tail.to += fitting;
        int left = in.readableBytes();
        if (left > 0) {
            // With space for later reads, so that many small ones share an array.
            byte[] more = new byte[Math.max(left, Math.min(2 * tail.bytes.length, ScratchBuffers.SIZE))];
            in.readBytes(more, 0, left);
            Part added = new Part(more, 0, left);
            tail.next = added;
            last = added;
        }
    }

    /** Passes the waiting bytes to the session. Returns true when no bytes wait afterwards. */
    boolean resume() {
        Part part;
        while ((part = first) != null) {
            unlink(part);
            int next = feed(part.bytes, part.from, part.to);
            if (next < part.to) {
                waiting += part.to - next;
                part.from = next;
                part.next = first;
                first = part;
                last = last == null ? part : last;
                return false;
            }
        }
        return true;
    }

    private void unlink(Part oldest) {
        waiting -= oldest.to - oldest.from;
        first = oldest.next;
        if (first == null) {
            last = null;
        }
    }

    /**
     * Passes bytes to the session and returns the index of the first one that has to wait, or the last index when none
     * has. In that case a scratch array is given back.
     */
    private int feed(byte[] bytes, int from, int to) {
        int next = to;
        try {
            int reached = from + session.receive(bytes, from, to);
            if (!closed) {
                next = reached;
            }
        } finally {
            if (next == to) {
                release(bytes);
            }
        }
        return next;
    }

    private static void release(byte[] bytes) {
        if (bytes.length == ScratchBuffers.SIZE) {
            ScratchBuffers.giveBack(bytes);
        }
    }

    /** Drops the waiting bytes. */
    void close() {
        closed = true;
        for (Part part = first; part != null; part = part.next) {
            release(part.bytes);
        }
        first = null;
        last = null;
        waiting = 0;
    }
}
