package io.reactivezmq.sim;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one direction of a connection: those that the sender's system has taken, those on their way, and those
 * that wait for the receiver. Buffers and chunks are limited, as the seed wants it.
 */
final class WireStream {

    /** How a direction ends for its receiver. */
    enum End {
        CLOSED,
        RESET
    }

    private final World world;
    private final WireConnection connection;
    private final Chance chance;
    private final int sendLimit;
    private final int receiveLimit;
    private final int longestChunk;
    private final long nanosPerByte;
    private final ByteQueue unsent = new ByteQueue();
    private final ArrayDeque<byte[]> flying = new ArrayDeque<>();
    private final ByteQueue arrived = new ByteQueue();
    private @Nullable Actor sender;
    private @Nullable Actor receiver;
    private @Nullable WireEnd from;
    private @Nullable WireEnd to;
    private final FrameCounter counter = new FrameCounter();
    private int flyingBytes;
    private long accepted;
    private long lastArrival;

    /** The end that follows the bytes. */
    private @Nullable End end;

    private boolean endFlies;

    /** The end as far as the receiver can see it. */
    private @Nullable End seen;

    /** Whether the sender's system knows that nothing arrives any more. */
    private boolean broken;

    /** Whether what is taken from now on is lost. */
    private boolean cut;

    private boolean readerGone;
    private boolean roomAnnounced;
    private boolean resetAnnounced;

    WireStream(WireConnection connection) {
        WireConditions conditions = connection.network().conditions();
        this.connection = connection;
        this.world = connection.network().world;
        this.chance = connection.network().chance;
        this.sendLimit = conditions.buffer(chance);
        this.receiveLimit = conditions.window(chance);
        this.longestChunk = conditions.chunk(chance);
        this.nanosPerByte = conditions.nanosPerByte();
    }

    void from(WireEnd writer) {
        from = writer;
    }

    void to(WireEnd reader) {
        to = reader;
    }

    /** Sets the threads of its ends. */
    void between(Actor sending, Actor receiving) {
        sender = sending;
        receiver = receiving;
    }

    private Actor sender() {
        return Objects.requireNonNull(sender);
    }

    // The sender's side.

    /**
     * Takes some of the bytes, as far as there is room.
     *
     * @throws IOException when the connection is known to be lost
     */
    int write(ByteBuf bytes) throws IOException {
        if (broken) {
            throw new IOException("Broken pipe");
        }
        int count = Math.min(bytes.readableBytes(), Math.max(0, sendLimit - unsent.size()));
        if (count > 0 && chance.oneIn(6)) {
            count = 1 + chance.below(count);
        }
        count = (int) Math.min(count, connection.untilCut(this, accepted));
        if (count > 0) {
            accepted += count;
            byte[] taken = new byte[count];
            bytes.getBytes(bytes.readerIndex(), taken);
            unsent.add(taken);
            world.detail(() -> connection + " takes " + taken.length + ", " + unsent.size() + " unsent");
            if (connection.isReadable()) {
                counter.read(taken);
            }
            pump();
        }
        return count;
    }

    /** The sender waits for room. */
    void wantRoom() {
        if (broken || unsent.size() < sendLimit && connection.untilCut(this, accepted) > 0) {
            announceRoom(Duration.ZERO);
        }
    }

    /** Lets the sender go on after this time, if it waits for room. */
    void announceRoom(Duration delay) {
        if (!roomAnnounced) {
            roomAnnounced = true;
            world.timer(sender(), delay, () -> {
                roomAnnounced = false;
                if (from != null) {
                    from.writable();
                }
            });
        }
    }

    /** The sender closes: what it has sent still arrives. */
    void finish() {
        if (end == null) {
            end = End.CLOSED;
            pump();
        }
    }

    /** The sender's system resets the connection: what it has not sent is lost. */
    void abort() {
        if (!endFlies) {
            unsent.clear();
            end = End.RESET;
            pump();
        }
    }

    /** The sender learns that the receiver's system does not know the connection. */
    void breakDown() {
        broken = true;
        unsent.clear();
        announceRoom(connection.network().latency());
    }

    // On the way.

    /** Lets bytes go on after a pause. */
    void pump() {
        if (connection.isSilent() || receiver == null) {
            return;
        }
        while (!cut && !unsent.isEmpty() && (readerGone || flyingBytes + arrived.size() < receiveLimit)) {
            int most = readerGone ? unsent.size() : receiveLimit - flyingBytes - arrived.size();
            int count = Math.min(Math.min(most, unsent.size()), longestChunk);
            if (chance.oneIn(8)) {
                count = 1 + chance.below(count);
            }
            fly(unsent.take(count));
            announceRoom(connection.network().latency());
        }
        if (end != null && !endFlies && (cut || unsent.isEmpty())) {
            endFlies = true;
            schedule(Duration.ZERO, this::arriveEnd);
        }
    }

    private void fly(byte[] chunk) {
        flying.add(chunk);
        flyingBytes += chunk.length;
        schedule(Duration.ofNanos(chunk.length * nanosPerByte), this::arrive);
    }

    private void schedule(Duration transfer, Runnable task) {
        long now = world.now().toNanos();
        lastArrival = Math.max(lastArrival, now + connection.network().latency().toNanos()) + transfer.toNanos();
        world.timer(Objects.requireNonNull(receiver), Duration.ofNanos(lastArrival - now), task);
    }

    private void arrive() {
        byte[] chunk = flying.poll();
        if (chunk == null) {
            return;
        }
        flyingBytes -= chunk.length;
        if (readerGone) {
            announceReset();
            pump();
            return;
        }
        arrived.add(chunk);
        notifyReceiver();
    }

    private void announceReset() {
        if (!resetAnnounced) {
            resetAnnounced = true;
            announceResetSoon(connection.network().latency());
        }
    }

    private void announceResetSoon(Duration delay) {
        world.timer(sender(), delay, () -> {
            if (connection.isSilent()) {
                announceResetSoon(Duration.ofMillis(100));
            } else {
                breakDown();
                connection.opposite(this).resetSeen();
            }
        });
    }

    private void arriveEnd() {
        if (seen == null) {
            seen = end;
            if (end == End.RESET) {
                connection.opposite(this).breakDown();
            }
            notifyReceiver();
        }
    }

    /** The receiver's system learns that the connection is reset. */
    private void resetSeen() {
        if (seen == null) {
            seen = End.RESET;
            if (chance.oneIn(2)) {
                arrived.clear();
            }
            notifyReceiver();
        }
    }

    private void notifyReceiver() {
        if (to != null) {
            to.readable();
        }
    }

    /** Loses some of the newest bytes; the receiver sees an end after the others. */
    void cut() {
        if (cut) {
            return;
        }
        cut = true;
        int keep = chance.below(flyingBytes + unsent.size() + 1);
        while (flyingBytes > keep) {
            byte[] last = flying.removeLast();
            flyingBytes -= last.length;
            if (flyingBytes < keep) {
                byte[] part = Arrays.copyOf(last, keep - flyingBytes);
                flying.addLast(part);
                flyingBytes = keep;
            }
        }
        if (keep > flyingBytes && receiver != null) {
            fly(unsent.take(keep - flyingBytes));
        }
        if (end == null) {
            end = chance.oneIn(2) ? End.CLOSED : End.RESET;
        }
        announceRoom(connection.network().latency());
        pump();
    }

    /** Returns how many messages the sender's system has taken as a whole, if {@link WireConnection#isReadable}. */
    long messages() {
        return counter.messages();
    }

    // The receiver's side.

    /** Returns whether the sender has closed, and everything that it has sent has arrived and was read. */
    boolean isReadToItsEnd() {
        return seen == End.CLOSED && !cut && !broken && arrived.isEmpty();
    }

    int available() {
        return arrived.size();
    }

    ByteQueue arrived() {
        return arrived;
    }

    /** Returns the end, once the receiver's system knows it; null before. */
    @Nullable
    End seen() {
        return seen;
    }

    /** The receiver has taken bytes. */
    void taken() {
        pump();
    }

    /** The receiver has closed. */
    void readerGone() {
        readerGone = true;
        arrived.clear();
        pump();
    }
}
