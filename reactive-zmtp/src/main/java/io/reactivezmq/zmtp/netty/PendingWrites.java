package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandler;
import io.netty.channel.DefaultChannelProgressivePromise;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.WriteBudget;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one connection that are in flight, that is, written to its channel but not yet taken by the operating
 * system. It keeps their bytes, the limit for more bytes, and the messages that end in each write. The channel takes
 * writes in order, so only the oldest can be taken in part. From this follows, when the connection ends, which messages
 * the peer cannot have.
 */
final class PendingWrites {

    /** The bytes that every connection may have in flight, however many others there are. */
    private static final int ALWAYS = 8 * 1024;

    /** The number of bytes taken from the budget at a time. */
    private static final int CHUNK = ScratchBuffers.SIZE;

    /**
     * The most bytes that one connection takes from the budget: enough for a flush, and as much again while the
     * operating system takes that.
     */
    private static final int MOST = 4 * CHUNK;

    /** Receives notifications about the writes in flight. */
    interface Taker {

        /**
         * Reports that the operating system has taken a write.
         *
         * @param messages the number of messages that end in it
         * @param bytes the number of bytes, including those of commands
         */
        void taken(int messages, int bytes);

        /** Reports that a write failed. */
        void failed(Throwable failure);
    }

    private final ChannelHandlerContext ctx;
    private final WriteBudget budget;
    private final Taker taker;

    /** Whether written bytes reach the channel unchanged. TLS and WebSocket change them. */
    private final boolean asItIs;

    private @Nullable Write oldest;
    private @Nullable Write newest;

    /** The first write since the last flush, if any. Nothing of it and of those after it can have been sent. */
    private @Nullable Write unflushed;

    /** Whether the oldest write failed before it was flushed, so that nothing of it was sent. */
    private boolean nothingSent;

    private long bytes;
    private long takenBytes;
    private int granted;
    private boolean over;

    PendingWrites(ChannelHandlerContext ctx, WriteBudget budget, Taker taker) {
        this.ctx = ctx;
        this.budget = budget;
        this.taker = taker;
        this.asItIs = isFirst(ctx);
    }

    /** Returns whether no other handler changes the bytes that are written. */
    boolean isAsItIs() {
        return asItIs;
    }

    private static boolean isFirst(ChannelHandlerContext ctx) {
        for (Map.Entry<String, ChannelHandler> each : ctx.pipeline()) {
            if (each.getValue() == ctx.handler()) {
                return true;
            }
            if (each.getValue() instanceof ChannelOutboundHandler && !(each.getValue() instanceof WireLog)) {
                return false;
            }
        }
        return false;
    }

    /**
     * One write in flight. It overrides the promise's methods instead of adding listeners, which Netty notifies late
     * when they are nested.
     */
    private static final class Write extends DefaultChannelProgressivePromise {

        private final PendingWrites all;
        private final int messages;
        private final int bytes;
        private long progress;
        private @Nullable Write next;

        Write(PendingWrites all, int messages, int bytes) {
            super(all.ctx.channel(), all.ctx.executor());
            this.all = all;
            this.messages = messages;
            this.bytes = bytes;
        }

        @Override
        public boolean tryProgress(long now, long total) {
            progress = now;
            return true;
        }

        @Override
        public boolean trySuccess(Void result) {
            boolean first = super.trySuccess(result);
            if (first) {
                all.taken(this);
            }
            return first;
        }

        @Override
        public boolean tryFailure(Throwable cause) {
            boolean first = super.tryFailure(cause);
            if (first) {
                all.failed(this, cause);
            }
            return first;
        }
    }

    /** Writes a buffer in which this many messages end. */
    void write(ByteBuf buffer, int messages) {
        Write write = new Write(this, messages, buffer.readableBytes());
        if (newest == null) {
            oldest = write;
        } else {
            newest.next = write;
        }
        newest = write;
        if (unflushed == null) {
            unflushed = write;
        }
        bytes += write.bytes;
        ctx.write(buffer, write);
    }

    /** Flushes all writes. */
    void flush() {
        unflushed = null;
        ctx.flush();
    }

    private void taken(Write write) {
        if (over) {
            return;
        }
        oldest = write.next;
        if (oldest == null) {
            newest = null;
        }
        bytes -= write.bytes;
        takenBytes += write.bytes;
        taker.taken(write.messages, write.bytes);
    }

    private void failed(Write write, Throwable cause) {
        if (!over) {
            over = true;
            nothingSent = write == oldest && write == unflushed;
            // Now, as the connection may last until the peer's bytes have been received.
            giveBack(granted);
            taker.failed(cause);
        }
    }

    /**
     * Returns how many more bytes may be written now, in addition to the gathered ones. Takes chunks from the budget
     * until at least the wanted number of bytes may be written, if possible.
     */
    long room(int gathered, int wanted) {
        if (over) {
            return 0;
        }
        long used = bytes + gathered;
        while (ALWAYS + granted - used < wanted && granted < MOST && budget.take(CHUNK, granted)) {
            granted += CHUNK;
        }
        return Math.max(0, ALWAYS + granted - used);
    }

    /**
     * Returns how many bytes the operating system has taken, with those of a write that it has taken in part. TLS
     * reports whole writes only.
     */
    long takenBytes() {
        return oldest == null ? takenBytes : takenBytes + oldest.progress;
    }

    /** Returns to the budget what the bytes in flight do not need. */
    void trim() {
        long needed = Math.max(0, bytes - ALWAYS + CHUNK - 1) / CHUNK * CHUNK;
        if (needed < granted) {
            giveBack(granted - (int) needed);
        }
    }

    private void giveBack(int chunks) {
        budget.give(chunks);
        granted -= chunks;
    }

    /** Runs the action when everything that is in flight now has been taken or lost. */
    void whenTaken(Runnable action) {
        if (newest == null || over) {
            action.run();
        } else {
            newest.addListener(done -> action.run());
        }
    }

    /**
     * Reports to the pipe, before it is closed, which messages have been written. The operating system may have taken a
     * part of the oldest write. That part is known when no other handler changes the bytes. Behind TLS or a WebSocket
     * all messages of that write are uncertain except for the last, whose end cannot have been sent. They are not
     * uncertain when the write failed before it was flushed.
     */
    void end(@Nullable LinkPipe pipe, MessageEncoder encoder) {
        over = true;
        Write first = oldest;
        oldest = null;
        newest = null;
        bytes = 0;
        trim();
        unflushed = null;
        if (first == null || pipe == null || nothingSent) {
            return;
        }
        if (asItIs) {
            int whole = 0;
            long end = 0;
            while (whole < first.messages && (end += encoder.encodedSize(pipe.underWay(whole))) <= first.progress) {
                whole++;
            }
            pipe.bytesSent(first.progress);
            pipe.written(whole);
        } else {
            pipe.uncertain(Math.max(0, first.messages - 1));
        }
    }
}
