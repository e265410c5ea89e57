package io.reactivezmq.internal.pattern;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Control;
import org.jspecify.annotations.Nullable;

/**
 * The behavior of one socket type: what it does with its pipes. All methods are called on the socket's loop, unless
 * said otherwise.
 *
 * <p>A pipe is attached when messages may be sent to it, and detached when none are sent to it any more. It is
 * connected while it has a link to a peer with a finished handshake. Messages received before a pipe is detached can
 * still be delivered. The pattern does not learn of the links that a detached pipe gets to send what still waits in it.
 */
public abstract class Pattern {

    /**
     * Checks whether the socket has room for another peer of any kind.
     *
     * @param pipe the pipe of the connected endpoint; null for a peer that is about to be accepted
     * @param address the peer's address
     * @throws PeerRefusedException when it has none
     */
    public void checkPlace(@Nullable Pipe pipe, String address) throws PeerRefusedException {}

    /**
     * Decides whether the socket takes this peer, and returns it with the routing id that the socket uses for it.
     * {@link #connected} follows in the same task on the loop, so the id is still free then.
     *
     * @throws PeerRefusedException when the socket refuses the peer
     */
    public PeerInfo admit(Pipe pipe, PeerInfo peer) throws PeerRefusedException {
        return peer;
    }

    /**
     * Sets the routing id by which the socket knows the peer of a connected endpoint, whatever the peer announces
     * ({@code ZMQ_CONNECT_ROUTING_ID}). Called before the pipe is attached, at most once.
     */
    public void assignId(Pipe pipe, RoutingId id) {}

    /** Called when messages may be sent to the pipe. */
    public void attached(Pipe pipe) {}

    /** Called when the pipe has got a link to a peer with a finished handshake. */
    public void connected(Pipe pipe) {}

    /**
     * Called when the peer has left, while messages that it sent before are still to be received. It gets no messages
     * any more: the pipe of an accepted peer was detached before, and that of a connected endpoint keeps them for its
     * next peer. {@link #disconnected} follows when the last message is received.
     */
    public void peerLeft(Pipe pipe) {}

    /**
     * Called when the link to the peer has ended. If the application has ended it while the pipe was attached,
     * {@link #connected} was not called before.
     */
    public void disconnected(Pipe pipe) {}

    /** Returns whether the pattern itself is closing the pipe's link, and needs another one at once. */
    public boolean isResetting(Pipe pipe) {
        return false;
    }

    /** Called when no messages are to be sent to the pipe any more. */
    public void detached(Pipe pipe) {}

    /**
     * Prepares a pipe for closing, which may linger. Runs the action once the application is working on no request
     * whose reply is still to be sent over the pipe, or the peer has left. Until then, further messages from the peer
     * are not taken.
     */
    public void settle(Pipe pipe, Runnable done) {
        done.run();
    }

    /**
     * Takes back the messages that wait in a detached pipe and would be dropped. Patterns whose messages may go to any
     * peer send them to other peers.
     */
    public void takeBack(Pipe pipe) {}

    /** Handles a message from the peer. A socket type that receives none drops it. */
    public void received(Pipe pipe, ZmqMessage message) {
        pipe.drop(DropReason.UNWANTED, 1);
    }

    /** Handles a subscription or unsubscription of the peer, or a join or leave. Only publishers use it. */
    public void received(Pipe pipe, Control control) {}

    /** Called when a burst of received messages has ended. */
    public void readComplete() {}

    /** Called when the pipe has got room for this number of further messages. */
    public void roomFreed(Pipe pipe, int messages) {}

    /** Drops the messages that the pipe has received and that were not delivered. */
    public void discard(Pipe pipe) {}

    /** Drops all messages that were received and not delivered. */
    public void discardAll() {}

    /** Returns the number of messages that were accepted for sending and are in no pipe. */
    public int unplaced() {
        return 0;
    }

    /** Returns the number of requests in flight of a REQ, and of unanswered requests of a REP's application. */
    public int inFlight() {
        return 0;
    }

    /** Returns the number of requests that wait to be sent by a REQ, or to be handled by a REP's application. */
    public int waiting() {
        return 0;
    }

    /** Returns the number of received messages that wait. */
    public int queued() {
        return 0;
    }
}
