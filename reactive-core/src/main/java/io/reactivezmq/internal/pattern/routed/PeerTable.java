package io.reactivezmq.internal.pattern.routed;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/** A pattern that addresses peers by routing id. */
public interface PeerTable extends Outlet {

    /** Returns the pipe of the peer with this id, or null. May be called on any thread. */
    @Nullable
    Pipe find(RoutingId id);

    /**
     * Returns the pipe of the peer with this id, or null. It also finds an id that was assigned by a {@code connect}
     * call that has not reached the loop yet. Called on the loop.
     */
    default @Nullable Pipe find(RoutingId id, PeerHost host) {
        Pipe known = find(id);
        if (known != null) {
            return known;
        }
        host.catchUp();
        return find(id);
    }

    /** Returns the address of the pipe's current or last peer; before the first, the URI of the endpoint. */
    static String address(Pipe pipe) {
        PeerInfo peer = pipe.knownPeer();
        return peer == null ? pipe.endpoint().uri() : peer.address();
    }

    /** Returns whether messages put into this pipe still go to the peer it was found for. */
    boolean reaches(Pipe pipe);

    /**
     * Checks a message to one peer, without the routing id. May be called on any thread.
     *
     * @throws io.reactivezmq.error.ZmqException when it can never be sent
     */
    default void checkBody(ZmqMessage message) {}

    /** Takes a message to this peer, without the routing id. Returns false when there is no room for it now. */
    default boolean offerTo(Pipe pipe, ZmqMessage message) {
        return reaches(pipe) && pipe.offer(message);
    }
}
