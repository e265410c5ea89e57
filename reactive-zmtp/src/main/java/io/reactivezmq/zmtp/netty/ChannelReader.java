package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.zmtp.session.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a session with what a channel reads. When the pipe has no room, what is left of the last read is kept here, and
 * nothing more is read.
 */
final class ChannelReader {

    /**
     * A rest smaller than this is copied, so that a connection that waits does not hold a whole working array for it.
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

    /** Everything read so far, for telling whether the peer is alive. */
    long bytes() {
        return bytes;
    }

    /** Whether bytes wait for room in the pipe. */
    boolean hasBacklog() {
        return backlog != null;
    }

    /** Returns how many bytes wait for room in the pipe. */
    int backlogSize() {
        return backlog == null ? 0 : backlogTo - backlogFrom;
    }

    /** Takes all that is in the buffer. */
    void read(ByteBuf in) {
        bytes += in.readableBytes();
        if (backlog != null) {
            // The channel reads on its own once it knows that the peer has closed.
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

    /** Puts what waits and what came after it into an array of its own. */
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

    /** Goes on with what waited; true when nothing waits any more. */
    boolean resume() {
        byte[] waited = backlog;
        if (waited == null) {
            return true;
        }
        backlog = null;
        return !feed(waited, backlogFrom, backlogTo);
    }

    /** Whether a rest has to wait; if not, the array is free again. */
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

    /** Forgets what waits. */
    void close() {
        closed = true;
        byte[] waited = backlog;
        backlog = null;
        if (waited != null && waited.length == ScratchBuffers.SIZE) {
            ScratchBuffers.giveBack(waited);
        }
    }
}
