package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encodes messages for the channel. Small messages are combined into a batch that is written at once; large ones are
 * written in pieces, not necessarily all in one burst. For each write it counts the messages that end in it. Only the
 * last of these may have begun in an earlier write.
 */
final class BatchWriter {

    /** The size from which a frame is not copied into the batch, in bytes. */
    private static final int LARGE_FRAME = 8 * 1024;

    /** The size of the pieces of a large frame, in bytes; a piece fits into a processor's cache. */
    private static final int PIECE = 64 * 1024;

    private static final int MAX_HEADER = 9;
    private static final byte[] NOTHING = {};

    /** The longest array that every JVM can allocate. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final ByteBufAllocator allocator;
    private final MessageEncoder encoder;
    private final PendingWrites underWay;

    private byte[] batch = {};
    private int batched;

    /** The number of messages that end in the batch. */
    private int ended;

    private long written;
    private int writes;

    /** A large message that is not completely written, its current frame, and the position in that frame. */
    private @Nullable ZmqMessage large;

    private int frame;
    private byte @Nullable [] body;
    private byte[][] sealed = {};
    private int at;

    /** The number by which the end of the large message increases the count: 1 for a message, 0 for a greeting. */
    private int weight;

    BatchWriter(ByteBufAllocator allocator, MessageEncoder encoder, PendingWrites underWay) {
        this.allocator = allocator;
        this.encoder = encoder;
        this.underWay = underWay;
    }

    /** Starts a burst and borrows the array for its batches. */
    void begin() {
        batch = ScratchBuffers.borrow();
    }

    /** Ends a burst and returns the array. */
    void end() {
        ScratchBuffers.giveBack(batch);
        batch = new byte[0];
    }

    /** Drops everything that has not been written. */
    void abandon() {
        batched = 0;
        ended = 0;
        large = null;
        body = null;
    }

    /** Returns the number of bytes written or batched so far. */
    long total() {
        return written + batched;
    }

    /** Returns the number of writes so far; some have no bytes. */
    int writes() {
        return writes;
    }

    /** Returns whether at least one more byte may be written. */
    boolean hasRoom() {
        return underWay.room(batched, 1) > 0;
    }

    /** Returns whether a large message is incomplete. It must be continued before anything else is put. */
    boolean isWithinMessage() {
        return large != null;
    }

    /** Puts bytes that are not part of a message. */
    void put(byte[] bytes) {
        if (bytes.length > batch.length - batched) {
            emit();
        }
        if (bytes.length > batch.length) {
            write(Unpooled.wrappedBuffer(bytes), 0);
        } else {
            System.arraycopy(bytes, 0, batch, batched, bytes.length);
            batched += bytes.length;
        }
    }

    /**
     * Puts a message. A large one may remain incomplete.
     *
     * @param counts whether it counts as a message; a greeting does not
     * @return false when a frame cannot be sealed because it would not fit into an array; nothing has been put then
     */
    boolean put(ZmqMessage message, boolean counts) {
        long size = encoder.encodedSize(message);
        if (size < LARGE_FRAME) {
            if (size > batch.length - batched) {
                emit();
            }
            batched = encoder.encode(message, batch, batched);
            ended += counts ? 1 : 0;
            return true;
        }
        if (!canBeSealed(message)) {
            return false;
        }
        large = message;
        weight = counts ? 1 : 0;
        frame = 0;
        at = 0;
        seal(message);
        goOn();
        return true;
    }

    /**
     * Seals all frames of the message at once. Sealing numbers the frames, so no command may be sealed between them.
     */
    private void seal(ZmqMessage message) {
        if (!encoder.bodiesAreClear()) {
            sealed = new byte[message.frameCount()][];
            for (int i = 0; i < sealed.length; i++) {
                sealed[i] = new byte[(int) encoder.encodedSize(message, i)];
                encoder.encodeFrame(message, i, sealed[i], 0);
            }
        }
    }

    private boolean canBeSealed(ZmqMessage message) {
        for (int i = 0; i < message.frameCount() && !encoder.bodiesAreClear(); i++) {
            if (encoder.encodedSize(message, i) > LONGEST_ARRAY) {
                return false;
            }
        }
        return true;
    }

    /** Continues the large message as far as there is room. */
    void goOn() {
        ZmqMessage message = Objects.requireNonNull(large);
        while (hasRoom()) {
            byte[] rest = body;
            if (rest != null) {
                writePiece(rest, frame == message.frameCount() - 1);
            } else {
                beginFrame(message);
            }
            if (body == null && ++frame == message.frameCount()) {
                ended += weight;
                large = null;
                // Anything after the large message belongs to another write.
                emit();
                return;
            }
        }
    }

    private void beginFrame(ZmqMessage message) {
        if (!encoder.bodiesAreClear()) {
            body = sealed[frame];
            sealed[frame] = NOTHING;
            at = 0;
            return;
        }
        byte[] whole = message.unwrap(frame);
        boolean small = whole.length < LARGE_FRAME;
        if (MAX_HEADER + (small ? whole.length : 0) > batch.length - batched) {
            emit();
        }
        batched = encoder.encodeHeader(message, frame, batch, batched);
        if (small) {
            System.arraycopy(whole, 0, batch, batched, whole.length);
            batched += whole.length;
        } else {
            body = whole;
            at = 0;
        }
    }

    private void writePiece(byte[] whole, boolean lastFrame) {
        emit();
        int left = whole.length - at;
        int count = Math.min(left, (int) Math.max(LARGE_FRAME, underWay.room(0, Math.min(left, PIECE))));
        count = Math.min(count, PIECE);
        boolean last = count == left;
        ByteBuf piece = allocator.directBuffer(count, count);
        piece.writeBytes(whole, at, count);
        at += count;
        int messages = 0;
        if (last) {
            body = null;
            if (lastFrame) {
                messages = weight;
                weight = 0;
            }
        }
        write(piece, messages);
    }

    /** Writes the batch. */
    void emit() {
        if (batched > 0 || ended > 0) {
            int count = batched;
            int messages = ended;
            ByteBuf buffer = allocator.directBuffer(count, count);
            buffer.writeBytes(batch, 0, count);
            batched = 0;
            ended = 0;
            write(buffer, messages);
        }
    }

    private void write(ByteBuf buffer, int messages) {
        written += buffer.readableBytes();
        writes++;
        underWay.write(buffer, messages);
    }
}
