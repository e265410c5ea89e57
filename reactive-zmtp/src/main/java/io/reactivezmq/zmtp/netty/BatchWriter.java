package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encodes small messages one behind the other into a batch that leaves as one write, and large ones in pieces that need
 * not all leave at once. Of each write it says how many messages end in it; only the last of them may have begun
 * before.
 */
final class BatchWriter {

    /** From this size on a frame is not copied into the batch. */
    private static final int LARGE_FRAME = 8 * 1024;

    /** How much of a large frame is written at a time: it fits a processor's cache. */
    private static final int PIECE = 64 * 1024;

    private static final int MAX_HEADER = 9;
    private static final byte[] NOTHING = {};

    /** Virtual machines need a few words of an array for themselves. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final ByteBufAllocator allocator;
    private final MessageEncoder encoder;
    private final PendingWrites underWay;

    private byte[] batch = {};
    private int batched;

    /** How many messages end in the batch. */
    private int ended;

    private long written;
    private int writes;

    /** A large message of which a part is to come: its frame, and the place in that. */
    private @Nullable ZmqMessage large;

    private int frame;
    private byte @Nullable [] body;
    private byte[][] sealed = {};
    private int at;

    /** What its end counts: one message, or none when it is a greeting. */
    private int weight;

    BatchWriter(ByteBufAllocator allocator, MessageEncoder encoder, PendingWrites underWay) {
        this.allocator = allocator;
        this.encoder = encoder;
        this.underWay = underWay;
    }

    /** Before a burst. */
    void begin() {
        batch = ScratchBuffers.borrow();
    }

    /** After it. */
    void end() {
        ScratchBuffers.giveBack(batch);
        batch = new byte[0];
    }

    /** Nothing more is written. */
    void abandon() {
        batched = 0;
        ended = 0;
        large = null;
        body = null;
    }

    /** All that was written and gathered so far. */
    long total() {
        return written + batched;
    }

    /** How many writes there were; some have no bytes. */
    int writes() {
        return writes;
    }

    /** Whether more may be put. */
    boolean hasRoom() {
        return underWay.room(batched, 1) > 0;
    }

    /** Whether a message is to be gone on with before anything else is put. */
    boolean isWithinMessage() {
        return large != null;
    }

    /** Bytes that are no message. */
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
     * A message, which counts or not. A large one may not be written to its end. False when it can never be, and
     * nothing of it was put: a frame that is sealed has to be an array.
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

    /** All frames at once, as they are numbered when they are sealed: no command may get a number between them. */
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

    /** Goes on with a large message, as far as there is room. */
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
                // What comes after it has a write of its own.
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
