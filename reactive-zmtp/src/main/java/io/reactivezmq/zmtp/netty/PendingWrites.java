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
 * What one connection has written to its channel and the operating system has not taken yet: how many bytes, how many
 * more there may be, and which messages end in them. The channel takes writes in their order, so only the oldest can be
 * taken in part: that is how it is known at the end which messages the peer cannot have.
 */
final class PendingWrites {

    /** Every connection may have this much under way, however many others there are. */
    private static final int ALWAYS = 8 * 1024;

    /** What is taken from the budget at a time. */
    private static final int CHUNK = ScratchBuffers.SIZE;

    /** The most that is taken from the budget: what is worth a flush, and as much again while the system takes that. */
    private static final int MOST = 4 * CHUNK;

    /** Told of what the system has taken. */
    interface Taker {

        /** So many messages, and so many bytes with them or of commands. */
        void taken(int messages, int bytes);

        /** A write failed. */
        void failed(Throwable failure);
    }

    private final ChannelHandlerContext ctx;
    private final WriteBudget budget;
    private final Taker taker;

    /** Whether what is written reaches the channel as it is; TLS and WebSocket make something else of it. */
    private final boolean asItIs;

    private @Nullable Write oldest;
    private @Nullable Write newest;
    private long bytes;
    private int granted;
    private boolean over;

    PendingWrites(ChannelHandlerContext ctx, WriteBudget budget, Taker taker) {
        this.ctx = ctx;
        this.budget = budget;
        this.taker = taker;
        this.asItIs = isFirst(ctx);
    }

    private static boolean isFirst(ChannelHandlerContext ctx) {
        for (Map.Entry<String, ChannelHandler> each : ctx.pipeline()) {
            if (each.getValue() == ctx.handler()) {
                return true;
            }
            if (each.getValue() instanceof ChannelOutboundHandler) {
                return false;
            }
        }
        return false;
    }

    /** One write on its way. A promise of its own kind, as listeners would be told late when they are nested. */
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
                all.failed(cause);
            }
            return first;
        }
    }

    /** Writes a buffer, in which so many messages end. */
    void write(ByteBuf buffer, int messages) {
        Write write = new Write(this, messages, buffer.readableBytes());
        if (newest == null) {
            oldest = write;
        } else {
            newest.next = write;
        }
        newest = write;
        bytes += write.bytes;
        ctx.write(buffer, write);
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
        taker.taken(write.messages, write.bytes);
    }

    private void failed(Throwable cause) {
        if (!over) {
            over = true;
            taker.failed(cause);
        }
    }

    /**
     * How many bytes may be written now, besides those that are gathered for it; sees to it that it is as much as
     * wanted.
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

    /** Gives back what is not needed for what is under way now. */
    void trim() {
        long needed = Math.max(0, bytes - ALWAYS + CHUNK - 1) / CHUNK * CHUNK;
        if (needed < granted) {
            budget.give(granted - needed);
            granted = (int) needed;
        }
    }

    /** Runs the action when all that is under way now is taken, or lost. */
    void whenTaken(Runnable action) {
        if (newest == null || over) {
            action.run();
        } else {
            newest.addListener(done -> action.run());
        }
    }

    /**
     * The connection ends: tells the pipe what it has to know before it is closed. Of the oldest write the system may
     * have a part. How much is known where nothing stands between us and the channel; behind TLS or a WebSocket all its
     * messages are uncertain but the last, whose end cannot have left.
     */
    void end(@Nullable LinkPipe pipe, MessageEncoder encoder) {
        over = true;
        Write first = oldest;
        oldest = null;
        newest = null;
        bytes = 0;
        trim();
        if (first == null || pipe == null) {
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
