package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.session.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a connection is read: on and on until something that was read waits for room in the pipe. So a connection whose
 * pipe is full has one more read open, which shows PINGs and the peer's end, as long as nothing else comes. What the
 * peer sent before it closed waits as well.
 */
final class ReadController {

    /** Bytes that may wait while more is read for the sake of seeing the end. */
    private static final int READ_AHEAD = ScratchBuffers.SIZE;

    private final ZmtpHandler handler;
    private final ChannelReader reader;
    private final Runnable resume = this::resume;
    private boolean resumeScheduled;
    private long bytesCounted;
    private long bytesHeard;

    /** Why the peer closed, while bytes it had sent before still wait for room. */
    private @Nullable ZmqException lastWords;

    ReadController(ZmtpHandler handler, Session session) {
        this.handler = handler;
        this.reader = new ChannelReader(session);
    }

    /** Takes all that is in the buffer. */
    void read(ByteBuf in) {
        reader.read(in);
        LinkPipe pipe = handler.pipe();
        if (pipe != null) {
            // With the handshake, however its bytes and those behind it were spread over reads.
            pipe.bytesReceived(reader.bytes() - bytesCounted);
            bytesCounted = reader.bytes();
        }
    }

    /** The peer sent this much that is not read here. */
    void heard(int bytes) {
        bytesHeard += bytes;
    }

    /** All that the peer sent. */
    long bytes() {
        return reader.bytes() + bytesHeard;
    }

    /** Whether we do not read, because what was read waits for room. */
    boolean isPaused() {
        return reader.hasBacklog();
    }

    /** Ends a burst, and reads on unless something waits. */
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
                handler.liveness().paused();
                readAhead();
            }
        } catch (Throwable failure) {
            handler.fail(failure);
        }
    }

    /**
     * Reads a little more than there is room for, where the end of the connection shows only behind all that the peer
     * sent. epoll shows it without a read.
     */
    private void readAhead() {
        if (reader.backlogSize() < READ_AHEAD
                && !NettyLoops.isEpoll(handler.context().channel().eventLoop())) {
            handler.context().read();
        }
    }

    /** There is room again. */
    void resumeSoon() {
        if (!resumeScheduled && !handler.hasEnded()) {
            resumeScheduled = true;
            handler.context().executor().execute(resume);
        }
    }

    /** Goes on with what waits, and reads on. */
    void resume() {
        resumeScheduled = false;
        if (handler.hasEnded()) {
            return;
        }
        try {
            handler.liveness().resumed();
            boolean all = reader.resume();
            if (all && lastWords != null) {
                Objects.requireNonNull(handler.pipe()).readComplete();
                handler.end(lastWords);
            } else {
                readOn();
            }
        } catch (Throwable failure) {
            handler.fail(failure);
        }
    }

    /** The peer has closed; true when the connection still has to hand over what the peer sent, and ends then. */
    boolean outlives(ZmqException cause) {
        LinkPipe pipe = handler.pipe();
        boolean waits = reader.hasBacklog() && pipe != null && !handler.hasEnded();
        if (waits && pipe != null) {
            lastWords = cause;
            pipe.peerLeft();
        }
        return waits;
    }

    /** Forgets what waits. */
    void close() {
        reader.close();
    }
}
