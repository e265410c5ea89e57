package io.reactivezmq.spi;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.access.Access;
import io.reactivezmq.internal.access.MessageAccess;
import org.jspecify.annotations.Nullable;

/**
 * Creates messages that {@link ZmqMessage#peer} has sent. The messages use the given arrays without a copy, so the
 * arrays must not be changed afterwards. Each method may be called on any thread.
 */
public final class ReceivedMessages {

    private static final MessageAccess<ZmqMessage, PeerInfo> MESSAGES = Access.to(ZmqMessage.class);
    private static final byte[][] NO_MORE_FRAMES = {};

    private ReceivedMessages() {}

    /**
     * Creates a message of one frame.
     *
     * @param peer the peer that sent the message; null when there is none
     */
    public static ZmqMessage of(byte[] frame, @Nullable PeerInfo peer) {
        return MESSAGES.create(frame, NO_MORE_FRAMES, peer);
    }

    /**
     * Creates a message of a first frame and further frames. The message uses {@code rest} itself as well.
     *
     * @param peer the peer that sent the message; null when there is none
     */
    public static ZmqMessage of(byte[] first, byte[][] rest, @Nullable PeerInfo peer) {
        return MESSAGES.create(first, rest, peer);
    }

    /**
     * Creates a message of one or more frames.
     *
     * @param peer the peer that sent the message; null when there is none
     * @throws InvalidMessageException when there is no frame
     */
    public static ZmqMessage of(byte[][] frames, @Nullable PeerInfo peer) {
        return MESSAGES.create(frames, peer);
    }

    /** Creates a message with the frames of a message that this peer has sent within the JVM. */
    public static ZmqMessage of(ZmqMessage sent, PeerInfo peer) {
        return MESSAGES.from(sent, peer);
    }
}
