package io.reactivezmq.interop.matrix;

import static io.reactivezmq.SocketType.CHANNEL;
import static io.reactivezmq.SocketType.CLIENT;
import static io.reactivezmq.SocketType.DEALER;
import static io.reactivezmq.SocketType.DISH;
import static io.reactivezmq.SocketType.GATHER;
import static io.reactivezmq.SocketType.PAIR;
import static io.reactivezmq.SocketType.PEER;
import static io.reactivezmq.SocketType.PUB;
import static io.reactivezmq.SocketType.PULL;
import static io.reactivezmq.SocketType.PUSH;
import static io.reactivezmq.SocketType.RADIO;
import static io.reactivezmq.SocketType.REP;
import static io.reactivezmq.SocketType.REQ;
import static io.reactivezmq.SocketType.ROUTER;
import static io.reactivezmq.SocketType.SCATTER;
import static io.reactivezmq.SocketType.SERVER;
import static io.reactivezmq.SocketType.STREAM;
import static io.reactivezmq.SocketType.SUB;
import static io.reactivezmq.SocketType.XPUB;
import static io.reactivezmq.SocketType.XSUB;
import static io.reactivezmq.interop.matrix.Exercise.ANNOUNCES_SUBSCRIPTIONS;
import static io.reactivezmq.interop.matrix.Exercise.ANSWERS;
import static io.reactivezmq.interop.matrix.Exercise.ASKS;
import static io.reactivezmq.interop.matrix.Exercise.ASKS_AHEAD;
import static io.reactivezmq.interop.matrix.Exercise.CHOOSES;
import static io.reactivezmq.interop.matrix.Exercise.HEARS_UPSTREAM;
import static io.reactivezmq.interop.matrix.Exercise.JOINS;
import static io.reactivezmq.interop.matrix.Exercise.POURS;
import static io.reactivezmq.interop.matrix.Exercise.PUBLISHES;
import static io.reactivezmq.interop.matrix.Exercise.RECEIVES;
import static io.reactivezmq.interop.matrix.Exercise.RECEIVES_SUBSCRIPTIONS;
import static io.reactivezmq.interop.matrix.Exercise.SELECTS;
import static io.reactivezmq.interop.matrix.Exercise.SENDS;
import static io.reactivezmq.interop.matrix.Exercise.SPEAKS_UPSTREAM;
import static io.reactivezmq.interop.matrix.Exercise.SPREADS;
import static io.reactivezmq.interop.matrix.Exercise.SUBSCRIBES;

import io.reactivezmq.SocketType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A pair of socket types that may talk, and what it is tried with. */
record Pairing(SocketType ours, SocketType theirs, List<Exercise> exercises) {

    /** The types that both foreign libraries have. */
    static final Set<SocketType> CLASSIC = EnumSet.range(PAIR, XSUB);

    /** Those that libzmq has as drafts. */
    static final Set<SocketType> NEWER = EnumSet.range(CLIENT, DISH);

    /** Each of them: the one place where the matrix is written down. */
    static final List<Pairing> ALL = List.of(
            pairing(PAIR, PAIR, ASKS, ANSWERS),
            pairing(PUB, SUB, PUBLISHES, SELECTS),
            pairing(PUB, XSUB, PUBLISHES, SELECTS),
            pairing(SUB, PUB, SUBSCRIBES, CHOOSES),
            pairing(SUB, XPUB, SUBSCRIBES, CHOOSES, ANNOUNCES_SUBSCRIPTIONS),
            pairing(XPUB, SUB, PUBLISHES, SELECTS, RECEIVES_SUBSCRIPTIONS),
            pairing(XPUB, XSUB, PUBLISHES, SELECTS, RECEIVES_SUBSCRIPTIONS, HEARS_UPSTREAM),
            pairing(XSUB, PUB, SUBSCRIBES, CHOOSES),
            pairing(XSUB, XPUB, SUBSCRIBES, CHOOSES, ANNOUNCES_SUBSCRIPTIONS, SPEAKS_UPSTREAM),
            pairing(REQ, REP, ASKS, ASKS_AHEAD),
            pairing(REQ, ROUTER, ASKS, ASKS_AHEAD),
            pairing(REP, REQ, ANSWERS),
            pairing(REP, DEALER, ANSWERS),
            pairing(DEALER, REP, ASKS),
            pairing(DEALER, DEALER, ASKS, ANSWERS),
            pairing(DEALER, ROUTER, ASKS, ANSWERS),
            pairing(ROUTER, REQ, ANSWERS),
            pairing(ROUTER, DEALER, ASKS, ANSWERS),
            pairing(ROUTER, ROUTER, ASKS, ANSWERS),
            pairing(PUSH, PULL, SENDS),
            pairing(PULL, PUSH, RECEIVES));

    /** The same of the newer types, and STREAM. */
    static final List<Pairing> ALL_NEWER = List.of(
            pairing(CLIENT, SERVER, ASKS, ANSWERS),
            pairing(SERVER, CLIENT, ASKS, ANSWERS),
            pairing(SCATTER, GATHER, SENDS),
            pairing(GATHER, SCATTER, RECEIVES),
            pairing(PEER, PEER, ASKS, ANSWERS),
            pairing(CHANNEL, CHANNEL, ASKS, ANSWERS),
            pairing(RADIO, DISH, SPREADS),
            pairing(DISH, RADIO, JOINS),
            pairing(STREAM, STREAM, POURS));

    private static Pairing pairing(SocketType ours, SocketType theirs, Exercise... exercises) {
        return new Pairing(ours, theirs, List.of(exercises));
    }

    /** Each exercise, with our side bound and with our side connected. */
    Stream<Case> cases() {
        return Stream.of(Side.values())
                .flatMap(side -> exercises.stream().map(exercise -> new Case(this, side, exercise)));
    }

    /** The cases of all pairings, which each peer goes through. */
    static List<Case> allCases() {
        return ALL.stream().flatMap(Pairing::cases).toList();
    }

    /** The same of the newer types. */
    static List<Case> allNewerCases() {
        return ALL_NEWER.stream().flatMap(Pairing::cases).toList();
    }

    /** What our side does; the other does the opposite. */
    enum Side {
        BINDS,
        CONNECTS;

        @Override
        public String toString() {
            return this == BINDS ? "binds" : "connects";
        }
    }

    /** One case of the matrix. */
    record Case(Pairing pairing, Side side, Exercise exercise) {

        @Override
        public String toString() {
            return "our " + pairing.ours.wireName() + " " + side + ", their " + pairing.theirs.wireName() + ": "
                    + exercise;
        }
    }
}
