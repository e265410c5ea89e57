package io.reactivezmq.internal.access;

import org.jspecify.annotations.Nullable;

/**
 * Creates received messages.
 *
 * @param <M> the class of messages
 * @param <P> the class that describes a peer
 */
public interface MessageAccess<M, P> {

    /** Creates a message of a first frame and further frames. The arrays are not copied. */
    M create(byte[] first, byte[][] rest, @Nullable P peer);

    /** Creates a message of at least one frame, after a check. The arrays of the frames are not copied. */
    M create(byte[][] frames, @Nullable P peer);

    /** Creates a message that shares the frames of another one. */
    M from(M message, P peer);
}
