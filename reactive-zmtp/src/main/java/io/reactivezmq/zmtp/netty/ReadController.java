package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.session.DirectBodies;
import io.reactivezmq.zmtp.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Controls when a connection is read: continuously until bytes that have been read wait for room in the pipe. While the
 * pipe is full but no bytes wait, one read remains requested; it detects PINGs and the end of the connection. Bytes
 * that the peer sent before it closed wait for room as well, and the connection ends after them.
 */
final class ReadController {

    /** The number of waiting bytes below which more is read in order to detect the end of the connection. */
    private static final int READ_AHEAD = ScratchBuffers.SIZE;

    /** The number of waiting bytes below which more is read in order to reach the end of the connection. */
    private static final int LAST_BYTES = 16 * 1024 * 1024;

    private final ZmtpHandler handler;
    private final ChannelReader reader;
    private final Runnable resume = this::resume;
    private boolean resumeScheduled;

    /** Whether a write has failed, so that what the operating system still has is all that the peer sent. */
    private boolean readsToEnd;

    private long bytesHeard;

    ReadController(ZmtpHandler handler, Session session) {
        this.handler = handler;
        this.reader = new ChannelReader(session);
    }

    /** Reads all bytes of the buffer. */
    void read(ByteBuf in) {
        LinkPipe pipe = handler.pipe();
        if (pipe != null) {
            // Before the session has them, as they may end the connection.
            pipe.bytesReceived(in.readableBytes());
        }
        reader.read(in);
    }

    /** Counts the bytes of the handshake, and those that arrived with its end. */
    void attached(LinkPipe pipe, @Nullable DirectBodies bodies) {
        reader.bodies(bodies);
        pipe.bytesReceived(reader.bytes());
    }

    /** Reports bytes from the peer that do not reach the reader yet. */
    void heard(int bytes) {
        bytesHeard += bytes;
    }

    /** Returns the number of all bytes received from the peer. */
    long bytes() {
        return reader.bytes() + bytesHeard;
    }

    /** Returns whether reading is paused because bytes wait for room in the pipe. */
    boolean isPaused() {
        return reader.hasBacklog();
    }

    /** Ends a burst, and requests the next read unless bytes wait. */
    void readOn() {
        if (handler.hasEnded()) {
            return;
        }
        try {
            LinkPipe pipe = handler.pipe();
            if (pipe != null) {
                pipe.readComplete();
            }
            if (handler.hasEnded()) {
                return;
            }
            if (!reader.hasBacklog()) {
                handler.context().read();
            } else if (pipe != null) {
                handler.heartbeats().paused();
                readAhead();
            }
        } catch (Throwable failure) {
            handler.fail(failure);
        }
    }

    /**
     * Reads a limited number of bytes beyond the room in the pipe. NIO reports the end of the connection only after all
     * bytes that the peer sent; epoll reports it without a read.
     */
    private void readAhead() {
        if (reader.backlogSize() < READ_AHEAD
                        && !NettyLoopGroup.isEpoll(handler.context().channel().eventLoop())
                || readsToEnd && reader.backlogSize() < LAST_BYTES) {
            handler.context().read();
        }
    }

    /** Reads to the end of the connection, also while the pipe has no room, because a write has failed. */
    void readToEnd() {
        if (handler.pipe() != null) {
            readsToEnd = true;
            readAhead();
        }
    }

    /** Schedules {@link #resume}, because the pipe has room again. */
    void resumeSoon() {
        if (!resumeScheduled && !handler.hasEnded()) {
            resumeScheduled = true;
            handler.context().executor().execute(resume);
        }
    }

    /** Passes the waiting bytes to the session and continues reading. */
    void resume() {
        resumeScheduled = false;
        if (handler.hasEnded()) {
            return;
        }
        try {
            handler.heartbeats().resumed();
            if (reader.resume()) {
                handler.drained();
            }
            readOn();
        } catch (Throwable failure) {
            handler.fail(failure);
        }
    }

    /** Drops the waiting bytes. */
    void close() {
        reader.close();
    }
}
