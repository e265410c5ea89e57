package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.zmtp.session.ZmtpSession;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a session with what a channel reads. When the pipe has no room, what is left of the last read is kept here, and
 * nothing more is read.
 */
final class ChannelReader {

    private final ZmtpSession session;
    private byte @Nullable [] backlog;
    private int backlogFrom;
    private int backlogTo;
    private long octets;

    ChannelReader(ZmtpSession session) {
        this.session = session;
    }

    /** Everything read so far, for telling whether the peer is alive. */
    long octets() {
        return octets;
    }

    /** Whether octets wait for room in the pipe. */
    boolean hasBacklog() {
        return backlog != null;
    }

    /** Takes all that is in the buffer. */
    void read(ByteBuf in) {
        octets += in.readableBytes();
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
        byte[] scratch = Scratch.borrow();
        try {
            int count = Math.min(scratch.length, in.readableBytes());
            in.readBytes(scratch, 0, count);
            int taken = session.receive(scratch, 0, count);
            if (taken == count) {
                return true;
            }
            keep(scratch, taken, count, in);
            return false;
        } finally {
            Scratch.giveBack(scratch);
        }
    }

    private void keep(byte[] scratch, int from, int to, ByteBuf in) {
        byte[] kept = new byte[to - from + in.readableBytes()];
        System.arraycopy(scratch, from, kept, 0, to - from);
        in.readBytes(kept, to - from, in.readableBytes());
        backlog = kept;
        backlogFrom = 0;
        backlogTo = kept.length;
    }

    private void append(ByteBuf in) {
        byte[] old = backlog;
        if (old != null) {
            int left = backlogTo - backlogFrom;
            byte[] kept = new byte[left + in.readableBytes()];
            System.arraycopy(old, backlogFrom, kept, 0, left);
            in.readBytes(kept, left, in.readableBytes());
            backlog = kept;
            backlogFrom = 0;
            backlogTo = kept.length;
        }
    }

    /** Goes on with what waited; true when nothing waits any more. */
    boolean resume() {
        byte[] kept = backlog;
        if (kept == null) {
            return true;
        }
        backlogFrom += session.receive(kept, backlogFrom, backlogTo);
        if (backlogFrom < backlogTo) {
            return false;
        }
        backlog = null;
        return true;
    }

    /** Forgets what waits. */
    void close() {
        backlog = null;
    }
}
