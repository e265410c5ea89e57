package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Control;
import org.jspecify.annotations.Nullable;

/**
 * What one socket type does with its pipes. Everything happens on the socket's loop.
 *
 * <p>A pipe is attached when it may be sent to, connected while a handshaken peer is at its other end, and detached
 * when it is sent to no more. What it has received stays deliverable.
 */
public abstract class Pattern {

    /**
     * Refuses any peer at all for this pipe, if there is no place for one.
     *
     * @param pipe the pipe of the connected endpoint; null for a peer that is about to be accepted
     * @param address the peer's address
     */
    public void checkPlace(@Nullable Pipe pipe, String address) throws PeerRefusedException {}

    /**
     * Decides whether the socket takes this peer, and by which name. {@link #connected} follows within the same task on
     * the loop, so what was free here is still free there.
     */
    public PeerInfo admit(Pipe pipe, PeerInfo peer) throws PeerRefusedException {
        return peer;
    }

    /** The pipe may be sent to. */
    public void attached(Pipe pipe) {}

    /** A handshaken peer is there. */
    public void connected(Pipe pipe) {}

    /** The peer is no longer there. */
    public void disconnected(Pipe pipe) {}

    /** The pipe is sent to no more. */
    public void detached(Pipe pipe) {}

    /**
     * The pipe is about to be closed, and may linger. Runs the action once the application has nothing under way that
     * is still to be sent over it; the peer's messages are no longer taken meanwhile. The action is also run when the
     * peer leaves first.
     */
    public void settle(Pipe pipe, Runnable done) {
        done.run();
    }

    /**
     * The pipe is detached and about to drop what waits in it to be sent. A pattern whose messages may go to any peer
     * takes them back, for others.
     */
    public void takeBack(Pipe pipe) {}

    /** A message came. */
    public abstract void received(Pipe pipe, ZmqMessage message);

    /** A peer subscribed or the like; only publishers care. */
    public void received(Pipe pipe, Control control) {}

    /** A burst of messages is over. */
    public void readComplete() {}

    /** Room has come about in a pipe. */
    public void roomFreed(Pipe pipe, int messages) {}

    /** Drops what the pipe has received and nobody was handed. */
    public void discard(Pipe pipe) {}

    /** Drops all that was received and nobody was handed. */
    public void discardAll() {}

    /** How many messages were accepted for sending and are in no pipe now. */
    public int unplaced() {
        return 0;
    }

    /** How many received messages wait. */
    public int queued() {
        return 0;
    }
}
