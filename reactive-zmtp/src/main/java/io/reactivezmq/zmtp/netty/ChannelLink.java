package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import io.reactivezmq.zmtp.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the pipe holds. Small messages are encoded one behind the other and leave as one write; large frames are
 * written as they are. It stops when the channel is full and goes on when it is writable again.
 */
final class ChannelLink implements Link {

    /** From this size on a frame is not copied into the batch. */
    private static final int LARGE_FRAME = 8 * 1024;

    /** Octets after which the channel is flushed, so that the peer has something to do meanwhile. */
    private static final int FLUSH_AFTER = 256 * 1024;

    /** How much of a large frame is written at a time; a part of {@link #FLUSH_AFTER}. */
    private static final int PIECE = 64 * 1024;

    /** Flushes after which other channels of the loop have their turn. */
    private static final int ROUNDS = 8;

    private final ChannelHandlerContext ctx;
    private final Session session;
    private final ZmtpHandler handler;
    private final MessageEncoder encoder;
    private final Runnable drainTask = this::runDrainTask;
    private final ArrayDeque<byte[]> commands = new ArrayDeque<>();
    private final List<Runnable> flushes = new ArrayList<>();

    /** The largest number of PONGs that wait, so that a peer that sends PINGs and never reads does not fill the memory. */
    private final int maxPongs;

    /** PONGs among the waiting commands. */
    private int pongs;

    private @Nullable LinkPipe pipe;
    private boolean scheduled;
    private boolean draining;

    /** Whether the last drain ended because the channel was full; the flush behind it may have changed that. */
    private boolean unwritable;

    private boolean closed;

    // While draining.
    private byte[] batch = {};
    private int batched;
    private long written;

    ChannelLink(ChannelHandlerContext ctx, Session session, ZmtpHandler handler, int maxPongs) {
        this.ctx = ctx;
        this.session = session;
        this.handler = handler;
        this.maxPongs = maxPongs;
        this.encoder = session.encoder();
    }

    void pipe(LinkPipe attached) {
        pipe = attached;
    }

    /** Queues the answer to a PING. Once {@link #maxPongs} wait, further ones are left out: the earlier ones say as much. */
    void pong(byte[] octets) {
        if (pongs < maxPongs) {
            pongs++;
            command(octets);
        }
    }

    /** Returns whether everything queued has been handed to the channel and the channel takes more. */
    boolean isClear() {
        return commands.isEmpty() && ctx.channel().isWritable();
    }

    void command(byte[] octets) {
        commands.add(octets);
        wake();
    }

    @Override
    public void wake() {
        if (!scheduled && !draining && !closed) {
            scheduled = true;
            ctx.executor().execute(drainTask);
        }
    }

    private void goOnLater() {
        if (!scheduled && !closed) {
            scheduled = true;
            NettyLoop.later(ctx.executor(), drainTask);
        }
    }

    private void runDrainTask() {
        scheduled = false;
        drain();
    }

    @Override
    public void drain() {
        if (draining || closed || pipe == null) {
            return;
        }
        draining = true;
        batch = Scratch.borrow();
        boolean more = true;
        try {
            for (int round = 0; more && round < ROUNDS; round++) {
                more = fill() && !closed;
                ctx.flush();
            }
        } catch (Throwable failure) {
            // An error too, such as no memory: the rest of the batch must not go to the next connection in its place.
            batched = 0;
            handler.fail(failure);
        } finally {
            Scratch.giveBack(batch);
            draining = false;
        }
        if (more || unwritable && ctx.channel().isWritable()) {
            goOnLater();
        }
        writeFlushMark();
    }

    /** Writes until there is enough for a flush; false when nothing more can be written for now. */
    private boolean fill() {
        LinkPipe source = Objects.requireNonNull(pipe);
        written = 0;
        boolean more = true;
        fillCommands(false);
        while (!closed && written + batched < FLUSH_AFTER) {
            unwritable = !ctx.channel().isWritable();
            if (unwritable) {
                more = false;
                break;
            }
            Control control = source.pollControl();
            if (control != null) {
                put(session.encode(control));
                continue;
            }
            ZmqMessage message = source.poll();
            if (message == null) {
                more = false;
                break;
            }
            if (!commands.isEmpty()) {
                // Application code ran within poll. CURVE numbers frames as they are sealed: these go before the
                // message.
                fillCommands(true);
            }
            put(message);
        }
        emit();
        source.bytesSent(written);
        return more;
    }

    private void fillCommands(boolean evenIfFull) {
        while (!commands.isEmpty() && (evenIfFull || ctx.channel().isWritable())) {
            put(Objects.requireNonNull(commands.poll()));
        }
        if (commands.isEmpty()) {
            pongs = 0;
        }
    }

    private void put(byte[] octets) {
        if (octets.length > batch.length - batched) {
            emit();
        }
        if (octets.length > batch.length) {
            write(Unpooled.wrappedBuffer(octets));
        } else {
            System.arraycopy(octets, 0, batch, batched, octets.length);
            batched += octets.length;
        }
    }

    private void put(ZmqMessage message) {
        long size = encoder.encodedSize(message);
        if (size >= LARGE_FRAME) {
            putLarge(message);
            return;
        }
        if (size > batch.length - batched) {
            emit();
        }
        batched = encoder.encode(message, batch, batched);
    }

    private void putLarge(ZmqMessage message) {
        if (!encoder.bodiesAreClear()) {
            putSealed(message);
            return;
        }
        for (int frame = 0; frame < message.frameCount(); frame++) {
            byte[] body = message.unwrap(frame);
            int needed = MAX_HEADER + (body.length < LARGE_FRAME ? body.length : 0);
            if (needed > batch.length - batched) {
                emit();
            }
            batched = encoder.encodeHeader(message, frame, batch, batched);
            if (body.length < LARGE_FRAME) {
                System.arraycopy(body, 0, batch, batched, body.length);
                batched += body.length;
            } else {
                emit();
                writeBody(body);
            }
        }
    }

    /** Frame by frame, as all together may be more than an array can have. If a single one is, none is sent. */
    private void putSealed(ZmqMessage message) {
        for (int frame = 0; frame < message.frameCount(); frame++) {
            if (encoder.encodedSize(message, frame) > LONGEST_ARRAY) {
                Objects.requireNonNull(pipe).unsendable(DropReason.TOO_LARGE);
                return;
            }
        }
        for (int frame = 0; frame < message.frameCount(); frame++) {
            byte[] sealed = new byte[(int) encoder.encodedSize(message, frame)];
            encoder.encodeFrame(message, frame, sealed, 0);
            put(sealed);
        }
    }

    /** In pieces that fit a processor's cache, and are with the kernel before the next ones are made. */
    private void writeBody(byte[] body) {
        int at = 0;
        while (at < body.length) {
            int count = Math.min(PIECE, body.length - at);
            ByteBuf piece = ctx.alloc().directBuffer(count, count);
            piece.writeBytes(body, at, count);
            write(piece);
            at += count;
            if (at < body.length && at % FLUSH_AFTER == 0) {
                ctx.flush();
            }
        }
    }

    private static final int MAX_HEADER = 9;

    /** Virtual machines need a few words of an array for themselves. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private void emit() {
        if (batched > 0) {
            ByteBuf buffer = ctx.alloc().directBuffer(batched, batched);
            buffer.writeBytes(batch, 0, batched);
            batched = 0;
            write(buffer);
        }
    }

    private void write(ByteBuf buffer) {
        written += buffer.readableBytes();
        ctx.write(buffer, ctx.voidPromise());
    }

    @Override
    public void resume() {
        handler.resumeSoon();
    }

    @Override
    public void flush(Runnable done) {
        if (closed) {
            done.run();
        } else {
            // What was polled is written by the end of the drain that polled it.
            flushes.add(done);
            wake();
        }
    }

    private void writeFlushMark() {
        if (!flushes.isEmpty() && !closed) {
            List<Runnable> waiting = new ArrayList<>(flushes);
            flushes.clear();
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(future -> waiting.forEach(Runnable::run));
        }
    }

    @Override
    public void close(ZmqException reason) {
        handler.end(reason);
    }

    /** Nothing is written any more. */
    void stop() {
        closed = true;
        commands.clear();
    }

    /** After {@link #stop}: nobody need wait for a flush any longer. */
    void releaseFlushes() {
        List<Runnable> waiting = new ArrayList<>(flushes);
        flushes.clear();
        waiting.forEach(Runnable::run);
    }
}
