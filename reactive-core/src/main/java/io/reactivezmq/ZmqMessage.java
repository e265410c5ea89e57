package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.PeerInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable message of one or more frames.
 *
 * <p>A message is an ordinary heap value: keep it, drop it, buffer it, share it between subscribers and threads; there
 * is nothing to release. All frames of a message arrive and leave together, a peer never sees a part of one.
 *
 * <p>Methods without a frame number speak of the last frame, which is the body in all of ZeroMQ's envelope conventions.
 */
public final class ZmqMessage {

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
     * A message with one UTF-8 frame for each text.
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

    /** A message of one UTF-8 frame. */
    public static ZmqMessage of(String frame) {
        return wrap(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** A message of one frame that holds a copy of these bytes. */
    public static ZmqMessage of(byte[] frame) {
        return wrap(frame.clone());
    }

    /**
     * A message with a copy of each array as a frame.
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

    /** A message of one frame that is this very array, without a copy: from now on nobody may change it. */
    public static ZmqMessage wrap(byte[] frame) {
        return new ZmqMessage(Objects.requireNonNull(frame, "frame"), NO_MORE_FRAMES, null);
    }

    /**
     * A message whose frames are these very arrays, without a copy: from now on nobody may change them.
     *
     * @throws InvalidMessageException when there is no frame
     */
    public static ZmqMessage wrap(byte[]... frames) {
        return received(frames, null);
    }

    /**
     * For transports: a message that came from a peer. The arrays become the message's own.
     *
     * @throws InvalidMessageException when there is no frame
     */
    public static ZmqMessage received(byte[][] frames, @Nullable PeerInfo peer) {
        if (frames.length == 0) {
            throw new InvalidMessageException("a message needs at least one frame");
        }
        for (byte[] frame : frames) {
            Objects.requireNonNull(frame, "frame");
        }
        return new ZmqMessage(
                frames[0], frames.length == 1 ? NO_MORE_FRAMES : Arrays.copyOfRange(frames, 1, frames.length), peer);
    }

    /**
     * For transports: a message of a first frame and these others that came from a peer. The arrays become the
     * message's own.
     */
    public static ZmqMessage received(byte[] first, byte[][] rest, @Nullable PeerInfo peer) {
        return new ZmqMessage(first, rest, peer);
    }

    /** For transports: a message of one frame that came from a peer. The array becomes the message's own. */
    public static ZmqMessage received(byte[] frame, @Nullable PeerInfo peer) {
        return new ZmqMessage(frame, NO_MORE_FRAMES, peer);
    }

    /** For transports: the same message, now from this peer. The frames are shared, not copied. */
    public static ZmqMessage from(ZmqMessage message, PeerInfo peer) {
        return new ZmqMessage(message.first, message.rest, peer);
    }

    /** How many frames there are, at least one. */
    public int frameCount() {
        return 1 + rest.length;
    }

    /** The bytes in the given frame. */
    public int size(int frame) {
        return unwrap(frame).length;
    }

    /** The bytes in all frames together. */
    public long size() {
        long size = first.length;
        for (byte[] frame : rest) {
            size += frame.length;
        }
        return size;
    }

    /** A copy of the given frame. */
    public byte[] bytes(int frame) {
        return unwrap(frame).clone();
    }

    /** A copy of the last frame. */
    public byte[] bytes() {
        return bytes(rest.length);
    }

    /** A read-only view of the given frame. */
    public ByteBuffer buffer(int frame) {
        return ByteBuffer.wrap(unwrap(frame)).asReadOnlyBuffer();
    }

    /** The given frame read as UTF-8. */
    public String text(int frame) {
        return new String(unwrap(frame), StandardCharsets.UTF_8);
    }

    /** The last frame read as UTF-8. */
    public String text() {
        return text(rest.length);
    }

    /**
     * The given frame's own array, without a copy. It is shared with everyone who holds this message: read it, never
     * change it.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public byte[] unwrap(int frame) {
        return frame == 0 ? first : rest[frame - 1];
    }

    /** Whether the first frame starts with these bytes: the rule by which subscriptions match. */
    public boolean startsWith(byte[] prefix) {
        return prefix.length <= first.length && Arrays.equals(prefix, 0, prefix.length, first, 0, prefix.length);
    }

    /** This message behind one more frame (an address, a delimiter, a topic). The frames are shared, not copied. */
    public ZmqMessage prepend(byte[] frame) {
        byte[][] frames = new byte[rest.length + 1][];
        frames[0] = first;
        System.arraycopy(rest, 0, frames, 1, rest.length);
        return new ZmqMessage(Objects.requireNonNull(frame, "frame"), frames, peer);
    }

    /** This message behind all these frames, an envelope. The frames are shared, not copied. */
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

    /** This message behind an empty frame, the delimiter between an envelope and a body. */
    public ZmqMessage prependEmpty() {
        return prepend(EMPTY_FRAME);
    }

    /**
     * The message without its first {@code count} frames, which are shared, not copied.
     *
     * @throws InvalidMessageException when no frame would be left
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

    /** The peer that this message came from, or null for a message made here. */
    public @Nullable PeerInfo peer() {
        return peer;
    }

    /** Equal when the frames are; where a message came from does not count. */
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

    /** Frame sizes only: payloads do not belong into logs. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ZmqMessage[");
        for (int i = 0; i < frameCount(); i++) {
            text.append(i == 0 ? "" : ", ").append(size(i)).append(" B");
        }
        return text.append(']').toString();
    }
}
