package io.reactivezmq.internal.pipe;

import io.reactivezmq.Endpoint;
import org.jspecify.annotations.Nullable;

/** The attributes of a pipe: its endpoint and kind, and what patterns and routing structures store on it. */
public abstract class PipeAttributes {

    private final Endpoint endpoint;
    private final boolean accepted;
    private final boolean datagrams;

    private byte @Nullable [] assignedId;
    private int generation;

    /** The pattern's own place for what it knows of this peer. */
    private int slot = -1;

    PipeAttributes(Endpoint endpoint, boolean accepted, boolean datagrams) {
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

    /**
     * Returns whether the transport is connectionless, so that peers cannot be back-pressured and send no
     * subscriptions.
     */
    public boolean carriesDatagrams() {
        return datagrams;
    }

    /** Returns the number of links so far, so that a reply to a lost link is not sent over the next one. */
    public int generation() {
        return generation;
    }

    /** Counts one more link. */
    final void nextGeneration() {
        generation++;
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
