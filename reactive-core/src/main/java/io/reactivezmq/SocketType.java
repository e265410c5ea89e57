package io.reactivezmq;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The socket types of ZeroMQ, and which types each of them may talk to (RFC 28, 29, 30, 31, 41, 48, 49, 51, 52). */
public enum SocketType {
    /** Exchanges messages with one peer, in both directions. */
    PAIR,
    /** Publishes messages to subscribers. */
    PUB,
    /** Subscribes to messages of publishers. */
    SUB,
    /** Sends requests and receives their answers. */
    REQ,
    /** Answers requests. */
    REP,
    /** Distributes messages over its peers and receives from all of them, without lockstep. */
    DEALER,
    /** Sends messages to peers by routing id. */
    ROUTER,
    /** Receives messages from PUSH peers. */
    PULL,
    /** Distributes messages over PULL peers. */
    PUSH,
    /** Publishes like PUB and receives subscriptions as messages. */
    XPUB,
    /** Receives like SUB and sends subscriptions as messages. */
    XSUB,
    /** Distributes messages of one frame over SERVER peers. */
    CLIENT,
    /** Sends messages of one frame to CLIENT peers by routing id. */
    SERVER,
    /** Distributes messages of one frame over GATHER peers. */
    SCATTER,
    /** Receives messages of one frame from SCATTER peers. */
    GATHER,
    /** Sends messages of one frame to PEER peers by routing id. */
    PEER,
    /** Exchanges messages of one frame with one peer, in both directions. */
    CHANNEL,
    /** Publishes messages to groups. */
    RADIO,
    /** Joins groups and receives their messages. */
    DISH,
    /** Exchanges plain bytes with peers that do not use ZeroMQ. */
    STREAM,
    /** Exchanges plain datagrams with any address. */
    DGRAM;

    /** Returns the name of the type in the handshake ({@code Socket-Type}). */
    public String wireName() {
        return name();
    }

    /** Returns whether a socket of this type may talk to a peer that announces the given type. */
    public boolean accepts(String peerType) {
        for (SocketType type : peers()) {
            if (type.name().equals(peerType)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether sockets of this type send their routing id to peers in the handshake. */
    public boolean announcesRoutingId() {
        return this == REQ || this == DEALER || this == ROUTER;
    }

    /** Returns whether sockets of this type take subscriptions from peers. */
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

    /** Returns the name in lower case, for use in messages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
