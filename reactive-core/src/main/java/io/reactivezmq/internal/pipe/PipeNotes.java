package io.reactivezmq.internal.pipe;

import org.jspecify.annotations.Nullable;

/** What patterns and routing structures note on a pipe. */
public abstract class PipeNotes {

    private byte @Nullable [] assignedId;

    /** The pattern's own place for what it knows of this peer. */
    private int slot = -1;

    PipeNotes() {}

    /** The routing id that a ROUTER shall know this peer by, whatever the peer announces; null for its own. */
    public byte @Nullable [] assignedId() {
        return assignedId;
    }

    /** Gives the peer a routing id ({@code ZMQ_CONNECT_ROUTING_ID}). */
    public void assignId(byte @Nullable [] id) {
        assignedId = id;
    }

    /** The place a routing structure gave this pipe. */
    public int slot() {
        return slot;
    }

    /** Gives this pipe a place in a routing structure. */
    public void slot(int newSlot) {
        slot = newSlot;
    }
}
