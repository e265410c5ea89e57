package io.reactivezmq.zmtp.session;

/** What is spoken with one peer, once its greeting has told. */
enum Dialect {
    V1_0,
    V2_0,
    V3_0,
    V3_1;

    /** Whether there are handshake commands, mechanisms and heartbeats. */
    boolean hasCommands() {
        return this == V3_0 || this == V3_1;
    }

    /** Whether peers read subscriptions as commands; they may write them in any way. */
    boolean hasSubscriptionCommands() {
        return this == V3_1;
    }

    /** Whether frames begin with their length and not with their flags. */
    boolean hasOldFrames() {
        return this == V1_0;
    }

    /** Whether peers do not tell publishers what they want, because they choose for themselves. */
    boolean subscribesToAll() {
        return this == V1_0;
    }
}
