package io.reactivezmq.internal.pattern;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/** A pattern that knows peers by routing ids. */
public interface PeerTable extends Outlet {

    /** The peer of this id, or null. Any thread may ask. */
    @Nullable
    Pipe find(RoutingId id);

    /**
     * The peer of this id, be it that it was assigned by a connect that has not come to the loop yet; or null. On the
     * loop.
     */
    default @Nullable Pipe find(RoutingId id, PeerHost host) {
        Pipe known = find(id);
        if (known != null) {
            return known;
        }
        host.catchUp();
        return find(id);
    }

    /** The address of the peer; before the first has come, the endpoint's. */
    static String address(Pipe pipe) {
        PeerInfo peer = pipe.knownPeer();
        return peer == null ? pipe.endpoint().uri() : peer.address();
    }

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
