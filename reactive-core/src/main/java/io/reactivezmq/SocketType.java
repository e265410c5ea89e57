package io.reactivezmq;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** ZeroMQ's socket types, and with which other types each may talk (RFC 28 and its kin). */
public enum SocketType {
    /** One peer, both ways. */
    PAIR,
    /** Publishes to subscribers. */
    PUB,
    /** Subscribes to publishers. */
    SUB,
    /** Asks and gets answers. */
    REQ,
    /** Answers. */
    REP,
    /** Spreads and gathers messages, without lockstep. */
    DEALER,
    /** Addresses peers by routing id. */
    ROUTER,
    /** Takes work from PUSH. */
    PULL,
    /** Spreads work over PULL. */
    PUSH,
    /** PUB that shows its subscriptions. */
    XPUB,
    /** SUB that sends subscriptions as messages. */
    XSUB,
    /** Spreads messages over SERVER, one frame each. */
    CLIENT,
    /** Addresses CLIENT peers by routing id, one frame each. */
    SERVER,
    /** Spreads work over GATHER, one frame each. */
    SCATTER,
    /** Takes work from SCATTER, one frame each. */
    GATHER,
    /** Addresses its equals by routing id, one frame each. */
    PEER,
    /** One peer, both ways, one frame each. */
    CHANNEL,
    /** Publishes to groups. */
    RADIO,
    /** Joins groups. */
    DISH,
    /** Plain bytes, without any protocol of ours. */
    STREAM,
    /** Plain datagrams, to and from any address. */
    DGRAM;

    /** The name on the wire ({@code Socket-Type}). */
    public String wireName() {
        return name();
    }

    /** Whether a peer that calls itself this may talk to us. */
    public boolean accepts(String peerType) {
        for (SocketType type : peers()) {
            if (type.name().equals(peerType)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this type tells its routing id to peers. */
    public boolean announcesRoutingId() {
        return this == REQ || this == DEALER || this == ROUTER;
    }

    /** Whether this type takes subscriptions from peers. */
    public boolean publishes() {
        return this == PUB || this == XPUB;
    }

    private Set<SocketType> peers() {
        return switch (this) {
            case PAIR -> EnumSet.of(PAIR);
            case PUB, XPUB -> EnumSet.of(SUB, XSUB);
            case SUB, XSUB -> EnumSet.of(PUB, XPUB);
            case REQ -> EnumSet.of(REP, ROUTER);
            case REP -> EnumSet.of(REQ, DEALER);
            case DEALER -> EnumSet.of(REP, DEALER, ROUTER);
            case ROUTER -> EnumSet.of(REQ, DEALER, ROUTER);
            case PUSH -> EnumSet.of(PULL);
            case PULL -> EnumSet.of(PUSH);
            case CLIENT -> EnumSet.of(SERVER);
            case SERVER -> EnumSet.of(CLIENT);
            case SCATTER -> EnumSet.of(GATHER);
            case GATHER -> EnumSet.of(SCATTER);
            case PEER -> EnumSet.of(PEER);
            case CHANNEL -> EnumSet.of(CHANNEL);
            case RADIO -> EnumSet.of(DISH);
            case DISH -> EnumSet.of(RADIO);
            case STREAM, DGRAM -> EnumSet.noneOf(SocketType.class);
        };
    }

    /** In lower case, for texts. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
