package io.reactivezmq.internal.pattern;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/** A pattern that knows peers by routing ids. */
public interface PeerTable extends Outlet {

    /** The peer of this id, or null. Any thread may ask. */
    @Nullable
    Pipe find(RoutingId id);

    /** Whether what is put into this pipe goes to the peer it was found for. */
    boolean reaches(Pipe pipe);

    /**
     * Looks at a message to one peer, without the id; on any thread.
     *
     * @throws io.reactivezmq.error.ZmqException when it can never be sent
     */
    default void checkBody(ZmqMessage message) {}

    /** Takes a message to this peer, without the id; false when there is no room for it now. */
    default boolean offerTo(Pipe pipe, ZmqMessage message) {
        return reaches(pipe) && pipe.offer(message);
    }
}
