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

    /** Position of the pipe in a routing structure; -1 for none. */
    private int slot = -1;

    PipeAttributes(Endpoint endpoint, boolean accepted, boolean datagrams) {
        this.endpoint = endpoint;
        this.accepted = accepted;
        this.datagrams = datagrams;
    }

    /** Returns the local endpoint that the pipe belongs to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns whether the peer connected to this socket; such a pipe ends with its link. */
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

    final void nextGeneration() {
        generation++;
    }

    /**
     * Returns the routing id by which a ROUTER knows this peer, whatever the peer announces; null for the peer's own.
     */
    public byte @Nullable [] assignedId() {
        return assignedId;
    }

    /** Sets the routing id of the peer ({@code ZMQ_CONNECT_ROUTING_ID}). */
    public void assignId(byte @Nullable [] id) {
        assignedId = id;
    }

    /** Returns the position of the pipe in a routing structure. */
    public int slot() {
        return slot;
    }

    /** Sets the position of the pipe in a routing structure. */
    public void slot(int newSlot) {
        slot = newSlot;
    }
}
