package io.reactivezmq.internal.pipe;

import io.reactivezmq.Endpoint;
import org.jspecify.annotations.Nullable;

/** What a pipe is for, which never changes, and what patterns and routing structures note on it. */
public abstract class PipeNotes {

    private final Endpoint endpoint;
    private final boolean accepted;
    private final boolean datagrams;

    private byte @Nullable [] assignedId;

    /** The pattern's own place for what it knows of this peer. */
    private int slot = -1;

    PipeNotes(Endpoint endpoint, boolean accepted, boolean datagrams) {
        this.endpoint = endpoint;
        this.accepted = accepted;
        this.datagrams = datagrams;
    }

    /** Returns the endpoint of ours that the pipe belongs to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns whether the peer connected to us: then the pipe ends with its link. */
    public boolean accepted() {
        return accepted;
    }

    /** Returns whether the transport is connectionless, so that peers cannot be back-pressured and send no subscriptions. */
    public boolean carriesDatagrams() {
        return datagrams;
    }

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
