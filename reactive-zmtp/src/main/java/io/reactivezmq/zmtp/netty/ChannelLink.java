package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.WriteBudget;
import io.reactivezmq.zmtp.session.CommandEncoder;
import io.reactivezmq.zmtp.session.SessionTraffic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of the pipe in bursts, each of which ends with a flush. It stops when so many bytes are in flight
 * that more would only wait in memory. It continues when the operating system has taken some of them.
 */
final class ChannelLink implements Link, HeartbeatSender, PendingWrites.Taker {

    /** The number of bytes after which the channel is flushed, so that the peer can start reading. */
    private static final int FLUSH_AFTER = 256 * 1024;

    /** The numbers of bytes and of flushes after which the loop handles its other channels. */
    private static final int TURN = 8 * FLUSH_AFTER;

    private static final int ROUNDS = 128;

    /** Both numbers of bytes with TLS, a WebSocket or CURVE, which spend much longer on each message. */
    private static final int SHORT_TURN = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private final SessionTraffic traffic;
    private final ZmtpHandler handler;
    private final PendingWrites underWay;
    private final BatchWriter writer;
    private final DrainSchedule drains;
    private final int flushAfter;
    private final int turn;
    private final ArrayDeque<byte[]> commands = new ArrayDeque<>();

    /**
     * The largest number of queued PONGs, so that a peer that sends PINGs and never reads does not exhaust the memory.
     */
    private final int maxPongs;

    /** The number of PONGs among the queued commands. */
    private int pongs;

    private @Nullable LinkPipe pipe;
    private @Nullable Farewell farewell;

    ChannelLink(
            ChannelHandlerContext ctx, SessionTraffic traffic, ZmtpHandler handler, WriteBudget budget, int maxPongs) {
        this.ctx = ctx;
        this.traffic = traffic;
        this.handler = handler;
        this.maxPongs = maxPongs;
        this.drains = new DrainSchedule(ctx::executor, this::drain, this::writeBatches);
        this.underWay = new PendingWrites(ctx, budget, this);
        boolean quick = underWay.isAsItIs() && traffic.messages().bodiesAreClear();
        this.flushAfter = quick ? FLUSH_AFTER : SHORT_TURN;
        this.turn = quick ? TURN : SHORT_TURN;
        this.writer = new BatchWriter(ctx.alloc(), traffic.messages(), underWay);
    }

    /** Sets the pipe, whose messages are written from now on. */
    void pipe(LinkPipe attached) {
        pipe = attached;
    }

    /** Returns the pipe; null until the host has attached the link. */
    @Nullable
    LinkPipe pipe() {
        return pipe;
    }

    /**
     * Queues the answer to a PING. While {@link #maxPongs} are queued, further ones are omitted, as the queued ones
     * prove as much.
     */
    void pong(byte[] bytes) {
        if (pongs < maxPongs) {
            pongs++;
            command(bytes);
        }
    }

    @Override
    public boolean ping(Duration timeToLive) {
        boolean clear = isClear();
        if (clear) {
            command(encoder().ping(timeToLive));
        }
        return clear;
    }

    @Override
    public long taken() {
        return underWay.takenBytes();
    }

    @Override
    public void signOfLife() {
        if (isClear()) {
            command(encoder().signOfLife());
        }
    }

    /** Returns whether the peer answers PINGs. */
    boolean hasHeartbeats() {
        return traffic.commands() != null && traffic.commands().hasHeartbeats();
    }

    /** Returns the encoder of commands. Only links of a protocol send any. */
    private CommandEncoder encoder() {
        return Objects.requireNonNull(traffic.commands());
    }

    /** Returns whether everything queued has been handed to the channel and the channel takes more. */
    private boolean isClear() {
        return commands.isEmpty() && writer.hasRoom();
    }

    private void command(byte[] bytes) {
        commands.add(bytes);
        wake();
    }

    @Override
    public void wake() {
        drains.wake();
    }

    @Override
    public void drain() {
        if (pipe != null && drains.drain()) {
            underWay.trim();
            startFlushes();
        }
    }

    /** Writes batches for one turn of the loop. Returns whether there may be more to write. */
    private boolean writeBatches() {
        try {
            writer.begin();
            try {
                return writeBatches(Objects.requireNonNull(pipe));
            } finally {
                writer.end();
            }
        } catch (Throwable failure) {
            // Catches errors too, such as exhausted memory. Otherwise the rest of this batch would be written later
            // from an array that another connection has filled meanwhile.
            handler.fail(failure);
            return false;
        }
    }

    private boolean writeBatches(LinkPipe source) {
        // After the peer's close, messages stay in the pipe while the peer's bytes wait for room.
        boolean more = ctx.channel().isOpen();
        long end = writer.total() + turn;
        for (int round = 0; more && !drains.isStopped() && round < ROUNDS && writer.total() < end; round++) {
            more = fill(source);
            if (more) {
                underWay.flush();
            }
        }
        return more;
    }

    /** Writes until there is enough for a flush. Returns false when nothing could be written. */
    private boolean fill(LinkPipe source) {
        long start = writer.total();
        int writes = writer.writes();
        if (writer.isWithinMessage()) {
            writer.goOn();
        } else {
            fillFirst(source, start + flushAfter);
        }
        // Queued commands go first: they are sealed already, and sealed frames are numbered.
        while (!drains.isStopped()
                && commands.isEmpty()
                && !writer.isWithinMessage()
                && writer.total() - start < flushAfter
                && writer.hasRoom()) {
            ZmqMessage message = source.poll();
            if (message == null || drains.isStopped()) {
                // Application code that ran inside has closed the link. The pipe has queued the message again.
                break;
            }
            if (!commands.isEmpty()) {
                fillCommands();
            }
            if (!writer.put(message, true)) {
                source.unsendable(DropReason.TOO_LARGE);
            }
        }
        if (drains.isStopped()) {
            return false;
        }
        writer.emit();
        return writer.writes() != writes;
    }

    /**
     * Writes the commands, controls and greetings that go before messages. They are not counted, and have writes of
     * their own.
     */
    private void fillFirst(LinkPipe source, long enough) {
        while (!commands.isEmpty() && writer.hasRoom()) {
            writer.put(Objects.requireNonNull(commands.poll()));
        }
        if (commands.isEmpty()) {
            pongs = 0;
        }
        Control control;
        while (writer.hasRoom() && writer.total() < enough && (control = source.pollControl()) != null) {
            writer.put(encoder().encode(control));
        }
        ZmqMessage greeting;
        while (!writer.isWithinMessage() && writer.hasRoom() && (greeting = source.pollUrgent()) != null) {
            writer.put(greeting, false);
        }
        writer.emit();
    }

    /**
     * Writes commands that application code has caused while a message was polled, in a write of their own. They go
     * before that message, because CURVE numbers frames in the order in which they are sealed. There is always room for
     * these few.
     */
    private void fillCommands() {
        writer.emit();
        while (!commands.isEmpty()) {
            writer.put(Objects.requireNonNull(commands.poll()));
        }
        pongs = 0;
        writer.emit();
    }

    @Override
    public void taken(int messages, int bytes) {
        if (pipe != null) {
            pipe.bytesSent(bytes);
            pipe.written(messages);
        }
        if (!drains.isDraining()) {
            underWay.trim();
            wake();
        }
    }

    @Override
    public void failed(Throwable failure) {
        handler.outputFailed(failure);
    }

    @Override
    public void resume() {
        handler.reads().resumeSoon();
    }

    @Override
    public void flush(Runnable done) {
        // A message is written by the end of the drain that polled it.
        drains.flush(done);
    }

    private void startFlushes() {
        if (!drains.isStopped()) {
            List<Runnable> waiting = drains.takeFlushes();
            if (!waiting.isEmpty()) {
                underWay.whenTaken(() -> waiting.forEach(Runnable::run));
            }
        }
    }

    @Override
    public void finish(Runnable done) {
        if (farewell == null) {
            if (drains.isStopped()) {
                done.run();
                return;
            }
            // Nothing may follow the end of the output, heartbeats included.
            drains.stop();
            handler.heartbeats().close();
            farewell = Farewell.begin(ctx);
            // Everything is written; no drain follows that would look for these.
            releaseFlushes();
        }
        farewell.whenOver(done);
    }

    @Override
    public void close(ZmqException reason) {
        handler.end(reason);
    }

    /** Stops writing, and reports to the pipe which messages have been written. */
    void stop() {
        drains.stop();
        commands.clear();
        writer.abandon();
        underWay.end(pipe, traffic.messages());
        if (farewell != null) {
            farewell.end();
        }
    }

    /** Completes all pending flushes, when no drain follows. */
    void releaseFlushes() {
        drains.takeFlushes().forEach(Runnable::run);
    }
}
