package io.reactivezmq.internal.access;

/**
 * Creates and reads descriptions of peers.
 *
 * @param <P> the class that describes a peer
 */
public interface PeerAccess<P> {

    /** Creates a description of these facts. */
    P create(PeerFacts facts);

    /** Returns the facts of a description. */
    PeerFacts facts(P peer);
}
