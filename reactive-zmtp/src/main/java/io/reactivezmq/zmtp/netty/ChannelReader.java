package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.zmtp.session.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Passes the bytes that a channel reads to a session. When the pipe has no room, the rest of the last read is kept here
 * and nothing more is read.
 */
final class ChannelReader {

    /**
     * The size below which a rest is copied, so that a waiting connection does not keep a whole scratch array for it.
     */
    private static final int WORTH_KEEPING = ScratchBuffers.SIZE / 8;

    private final Session session;
    private byte @Nullable [] backlog;
    private int backlogFrom;
    private int backlogTo;
    private long bytes;
    private boolean closed;

    ChannelReader(Session session) {
        this.session = session;
    }

    /** Returns the number of bytes read so far, by which heartbeats detect that the peer is alive. */
    long bytes() {
        return bytes;
    }

    /** Returns whether bytes wait for room in the pipe. */
    boolean hasBacklog() {
        return backlog != null;
    }

    /** Returns how many bytes wait for room in the pipe. */
    int backlogSize() {
        return backlog == null ? 0 : backlogTo - backlogFrom;
    }

    /** Reads all bytes of the buffer. */
    void read(ByteBuf in) {
        bytes += in.readableBytes();
        if (backlog != null) {
            // The channel reads without a request once it knows that the peer has closed.
            append(in);
            return;
        }
        while (in.isReadable()) {
            if (session.wantsBody()) {
                int count = Math.min(session.bodyRoom(), in.readableBytes());
                in.readBytes(session.bodyTarget(), session.bodyOffset(), count);
                session.bodyFilled(count);
            } else if (!readThroughScratch(in)) {
                return;
            }
        }
    }

    private boolean readThroughScratch(ByteBuf in) {
        byte[] scratch = ScratchBuffers.borrow();
        int count = Math.min(scratch.length, in.readableBytes());
        in.readBytes(scratch, 0, count);
        if (!feed(scratch, 0, count)) {
            return true;
        }
        if (in.isReadable() || backlogTo - backlogFrom < WORTH_KEEPING) {
            append(in);
            ScratchBuffers.giveBack(scratch);
        }
        return false;
    }

    /** Copies the waiting bytes and those of the buffer into an array of their own. */
    private void append(ByteBuf in) {
        byte[] old = Objects.requireNonNull(backlog);
        int left = backlogTo - backlogFrom;
        byte[] kept = new byte[left + in.readableBytes()];
        System.arraycopy(old, backlogFrom, kept, 0, left);
        in.readBytes(kept, left, in.readableBytes());
        backlog = kept;
        backlogFrom = 0;
        backlogTo = kept.length;
    }

    /** Passes the waiting bytes to the session. Returns true when no bytes wait afterwards. */
    boolean resume() {
        byte[] waited = backlog;
        if (waited == null) {
            return true;
        }
        backlog = null;
        return !feed(waited, backlogFrom, backlogTo);
    }

    /**
     * Passes bytes to the session and returns whether some of them have to wait. If not, a scratch array is given back.
     */
    private boolean feed(byte[] bytes, int from, int to) {
        boolean waits = false;
        try {
            int next = from + session.receive(bytes, from, to);
            waits = next < to && !closed;
            if (waits) {
                backlog = bytes;
                backlogFrom = next;
                backlogTo = to;
            }
        } finally {
            if (!waits && bytes.length == ScratchBuffers.SIZE) {
                ScratchBuffers.giveBack(bytes);
            }
        }
        return waits;
    }

    /** Drops the waiting bytes. */
    void close() {
        closed = true;
        byte[] waited = backlog;
        backlog = null;
        if (waited != null && waited.length == ScratchBuffers.SIZE) {
            ScratchBuffers.giveBack(waited);
        }
    }
}
