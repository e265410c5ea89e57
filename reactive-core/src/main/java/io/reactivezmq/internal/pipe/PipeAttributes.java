package io.reactivezmq.internal.pipe;

import io.reactivezmq.Endpoint;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.settings.QueueSettings;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a pipe: its endpoint, kind and peer, its counters and inbox, what its link is used for, and what
 * its pattern keeps with it.
 */
public abstract class PipeAttributes {

    final PipeCounters counters = new PipeCounters();
    final Inbox in;

    private final Endpoint endpoint;
    private final boolean accepted;
    private final boolean datagrams;

    private LinkUse linkUse = LinkUse.BOTH_WAYS;

    private boolean retired;

    private @Nullable PeerInfo peer;
    private @Nullable Instant connectedAt;
    private @Nullable Object attachment;

    /** What the present or the last link is used for. */
    enum LinkUse {
        /** Messages go both ways. */
        BOTH_WAYS,
        /** The socket is being closed: what the peer sends is dropped. */
        SENDING,
        /** The endpoint was disconnected before: what waits is sent, and the pattern does not know of the link. */
        SENDING_THE_REST;

        /** Returns the use after the socket has begun to close. */
        LinkUse closing() {
            return this == BOTH_WAYS ? SENDING : this;
        }
    }

    PipeAttributes(Endpoint endpoint, boolean accepted, boolean datagrams, QueueSettings queues) {
        this.in = new Inbox(queues);
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

    /** Returns the peer of the present or the last link, of which there must be one. */
    public PeerInfo peer() {
        return Objects.requireNonNull(peer, "no peer before the handshake");
    }

    /** Returns the peer of the present or the last link; null before the first. */
    public final @Nullable PeerInfo knownPeer() {
        return peer;
    }

    final void peer(PeerInfo newPeer) {
        peer = newPeer;
        connectedAt = Instant.now();
    }

    /** Returns when the handshake of the present or the last link finished; null before the first. */
    final @Nullable Instant connectedAt() {
        return connectedAt;
    }

    /** Returns whether the pattern knows of the present or the last link. */
    public final boolean patternKnowsLink() {
        return linkUse != LinkUse.SENDING_THE_REST;
    }

    /** Stops reading from present and future links, until the socket closes. What was received stays. */
    public final void stopReading() {
        in.stop(true);
    }

    /** Returns the messages that were received and not yet delivered. */
    final Inbox inbox() {
        return in;
    }

    final boolean receives() {
        return linkUse == LinkUse.BOTH_WAYS;
    }

    final LinkUse linkUse() {
        return linkUse;
    }

    final void linkUse(LinkUse use) {
        linkUse = use;
    }

    /** Returns whether the pipe is no longer used. */
    public final boolean retired() {
        return retired;
    }

    final void markRetired() {
        retired = true;
    }

    /** Sets the number of the peer's subscriptions, for the statistics. */
    public final void subscriptions(int count) {
        counters.subscriptions(count);
    }

    /** Counts bytes that the link has read. */
    public final void bytesReceived(long bytes) {
        counters.bytesReceived(bytes);
    }

    /** Counts bytes that the link has written. */
    public final void bytesSent(long bytes) {
        counters.bytesSent(bytes);
    }

    /** Returns the peer's dropped messages by reason. */
    public final Drops drops() {
        return counters.drops();
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
