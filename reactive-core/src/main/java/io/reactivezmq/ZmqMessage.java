package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.access.Access;
import io.reactivezmq.internal.access.MessageAccess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable message of one or more frames.
 *
 * <p>A message is an ordinary heap object without anything to release. It may be kept, buffered, dropped, and shared
 * between subscribers and threads. All frames of a message arrive and leave together; a peer never sees a part of it.
 *
 * <p>Methods without a frame number refer to the last frame, which is the body in all envelope conventions of ZeroMQ.
 */
public final class ZmqMessage {

    static {
        Access.grant(ZmqMessage.class, new Received());
    }

    private static final byte[][] NO_MORE_FRAMES = {};
    private static final byte[] EMPTY_FRAME = {};

    private final byte[] first;
    private final byte[][] rest;
    private final @Nullable PeerInfo peer;

    private ZmqMessage(byte[] first, byte[][] rest, @Nullable PeerInfo peer) {
        this.first = first;
        this.rest = rest;
        this.peer = peer;
    }

    /**
     * Creates a message with one UTF-8 frame for each text.
     *
     * @throws InvalidMessageException when there is no frame
     */
    public static ZmqMessage of(String... frames) {
        byte[][] encoded = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            encoded[i] = frames[i].getBytes(StandardCharsets.UTF_8);
        }
        return wrap(encoded);
    }

    /** Creates a message of one UTF-8 frame. */
    public static ZmqMessage of(String frame) {
        return wrap(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** Creates a message of one frame that holds a copy of these bytes. */
    public static ZmqMessage of(byte[] frame) {
        return wrap(frame.clone());
    }

    /**
     * Creates a message whose frames hold copies of these arrays.
     *
     * @throws InvalidMessageException when there is no frame
     */
    public static ZmqMessage of(byte[]... frames) {
        byte[][] copies = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            copies[i] = frames[i].clone();
        }
        return wrap(copies);
    }

    /**
     * Creates a message of one frame that holds a copy of the buffer's remaining bytes. The buffer may be direct, and
     * its position does not change.
     */
    public static ZmqMessage of(ByteBuffer frame) {
        return wrap(copy(frame));
    }

    /**
     * Creates a message whose frames hold copies of the remaining bytes of these buffers. The positions of the buffers
     * do not change.
     *
     * @throws InvalidMessageException when there is no frame
     */
    public static ZmqMessage of(ByteBuffer... frames) {
        byte[][] copies = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            copies[i] = copy(frames[i]);
        }
        return wrap(copies);
    }

    private static byte[] copy(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(frame.position(), bytes);
        return bytes;
    }

    /** Creates a message of one frame that uses this array without a copy. The array must not be changed afterwards. */
    public static ZmqMessage wrap(byte[] frame) {
        return new ZmqMessage(Objects.requireNonNull(frame, "frame"), NO_MORE_FRAMES, null);
    }

    /**
     * Creates a message whose frames use these arrays without a copy. The arrays must not be changed afterwards.
     *
     * @throws InvalidMessageException when there is no frame
     */
    public static ZmqMessage wrap(byte[]... frames) {
        return ofFrames(frames, null);
    }

    private static ZmqMessage ofFrames(byte[][] frames, @Nullable PeerInfo peer) {
        if (frames.length == 0) {
            throw new InvalidMessageException("a message needs at least one frame");
        }
        for (byte[] frame : frames) {
            Objects.requireNonNull(frame, "frame");
        }
        return new ZmqMessage(
                frames[0], frames.length == 1 ? NO_MORE_FRAMES : Arrays.copyOfRange(frames, 1, frames.length), peer);
    }

    /** Returns the number of frames, at least 1. */
    public int frameCount() {
        return 1 + rest.length;
    }

    /**
     * Returns the number of bytes in one frame.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public int size(int frame) {
        return unwrap(frame).length;
    }

    /** Returns the number of bytes in all frames together. */
    public long size() {
        long size = first.length;
        for (byte[] frame : rest) {
            size += frame.length;
        }
        return size;
    }

    /**
     * Returns a copy of one frame.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public byte[] bytes(int frame) {
        return unwrap(frame).clone();
    }

    /** Returns a copy of the last frame. */
    public byte[] bytes() {
        return bytes(rest.length);
    }

    /**
     * Returns a read-only view of one frame, without a copy.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public ByteBuffer buffer(int frame) {
        return ByteBuffer.wrap(unwrap(frame)).asReadOnlyBuffer();
    }

    /** Returns a read-only view of the last frame, without a copy. */
    public ByteBuffer buffer() {
        return buffer(rest.length);
    }

    /**
     * Returns read-only views of all frames, without copies. Each call creates new buffers, so their positions are the
     * caller's own. The list cannot be changed.
     */
    public List<ByteBuffer> frames() {
        ByteBuffer[] views = new ByteBuffer[frameCount()];
        for (int i = 0; i < views.length; i++) {
            views[i] = buffer(i);
        }
        return List.of(views);
    }

    /**
     * Returns one frame, read as UTF-8.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public String text(int frame) {
        return new String(unwrap(frame), StandardCharsets.UTF_8);
    }

    /** Returns the last frame, read as UTF-8. */
    public String text() {
        return text(rest.length);
    }

    /**
     * Returns the array of one frame, without a copy. All holders of this message share the array, so it must not be
     * changed.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public byte[] unwrap(int frame) {
        if (frame == 0) {
            return first;
        }
        if (frame < 0 || frame > rest.length) {
            throw new IndexOutOfBoundsException(
                    "there is no frame " + frame + " in a message of " + frameCount() + ", counted from 0");
        }
        return rest[frame - 1];
    }

    /**
     * Returns the array of the last frame, without a copy. All holders of this message share the array, so it must not
     * be changed.
     */
    public byte[] unwrap() {
        return unwrap(rest.length);
    }

    /** Returns whether the first frame starts with these bytes. Subscriptions match by this rule. */
    public boolean startsWith(byte[] prefix) {
        return prefix.length <= first.length && Arrays.equals(prefix, 0, prefix.length, first, 0, prefix.length);
    }

    /**
     * Returns this message with one more frame in front, such as an address, a delimiter or a topic. The frames are
     * shared, not copied.
     */
    public ZmqMessage prepend(byte[] frame) {
        byte[][] frames = new byte[rest.length + 1][];
        frames[0] = first;
        System.arraycopy(rest, 0, frames, 1, rest.length);
        return new ZmqMessage(Objects.requireNonNull(frame, "frame"), frames, peer);
    }

    /** Returns this message with an envelope of several frames in front. The frames are shared, not copied. */
    public ZmqMessage prepend(byte[]... envelope) {
        if (envelope.length == 0) {
            return this;
        }
        for (byte[] frame : envelope) {
            Objects.requireNonNull(frame, "frame");
        }
        int own = envelope.length - 1;
        byte[][] frames = Arrays.copyOfRange(envelope, 1, envelope.length + 1 + rest.length);
        frames[own] = first;
        System.arraycopy(rest, 0, frames, own + 1, rest.length);
        return new ZmqMessage(envelope[0], frames, peer);
    }

    /**
     * Returns this message with an empty frame in front, the delimiter between an envelope and a body. The frames are
     * shared, not copied.
     */
    public ZmqMessage prependEmpty() {
        return prepend(EMPTY_FRAME);
    }

    /**
     * Returns this message without its first {@code count} frames. The remaining frames are shared, not copied.
     *
     * @throws InvalidMessageException when the count is negative or no frame would be left
     */
    public ZmqMessage dropFirst(int count) {
        if (count == 0) {
            return this;
        }
        if (count < 0 || count > rest.length) {
            throw new InvalidMessageException(
                    "cannot take " + count + " frames off a message of " + frameCount() + " and leave one");
        }
        return new ZmqMessage(
                rest[count - 1],
                count == rest.length ? NO_MORE_FRAMES : Arrays.copyOfRange(rest, count, rest.length),
                peer);
    }

    /** Returns the peer that sent this message, or null for a message created by the application. */
    public @Nullable PeerInfo peer() {
        return peer;
    }

    /** Returns whether the other object is a message with equal frames. The peers are not compared. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ZmqMessage that
                && Arrays.equals(first, that.first)
                && Arrays.deepEquals(rest, that.rest);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + Arrays.deepHashCode(rest);
    }

    /** Returns the sizes of the frames. The contents are left out, so that they do not get into logs. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ZmqMessage[");
        for (int i = 0; i < frameCount(); i++) {
            text.append(i == 0 ? "" : ", ").append(size(i)).append(" B");
        }
        return text.append(']').toString();
    }

    /** Creates received messages for {@code io.reactivezmq.spi.ReceivedMessages}. */
    private static final class Received implements MessageAccess<ZmqMessage, PeerInfo> {

        @Override
        public ZmqMessage create(byte[] first, byte[][] rest, @Nullable PeerInfo peer) {
            return new ZmqMessage(first, rest, peer);
        }

        @Override
        public ZmqMessage create(byte[][] frames, @Nullable PeerInfo peer) {
            return ofFrames(frames, peer);
        }

        @Override
        public ZmqMessage from(ZmqMessage message, PeerInfo peer) {
            return new ZmqMessage(message.first, message.rest, peer);
        }
    }
}
