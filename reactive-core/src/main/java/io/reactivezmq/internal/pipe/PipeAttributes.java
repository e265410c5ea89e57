package io.reactivezmq.internal.pipe;

import io.reactivezmq.Endpoint;
import org.jspecify.annotations.Nullable;

/** The attributes of a pipe: its endpoint and kind, what its link is for, and what its pattern keeps with it. */
public abstract class PipeAttributes {

    private final Endpoint endpoint;
    private final boolean accepted;
    private final boolean datagrams;

    /** Whether the link only sends what waits: the endpoint was disconnected before, or the socket is being closed. */
    private boolean sendOnly;

    private boolean retired;

    private @Nullable Object attachment;

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

    /** Returns whether the present or the last link only sends, or sent, what waits. */
    public final boolean sendOnly() {
        return sendOnly;
    }

    /** Returns whether the pipe is no longer used. */
    public final boolean retired() {
        return retired;
    }

    final void markRetired() {
        retired = true;
    }

    final void sendOnly(boolean only) {
        sendOnly = only;
    }

    /**
     * Returns what the pattern keeps with this pipe; null for nothing. A pattern, or the one routing structure that it
     * uses for this, keeps objects of one type.
     */
    public <T> @Nullable T attachment(Class<T> type) {
        return type.cast(attachment);
    }

    /** Sets what the pattern keeps with this pipe; null for nothing. */
    public void attach(@Nullable Object kept) {
        attachment = kept;
    }
}
