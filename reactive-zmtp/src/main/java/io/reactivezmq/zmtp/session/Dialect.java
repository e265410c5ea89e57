package io.reactivezmq.zmtp.session;

/** The protocol version used with one peer, known once its greeting has been read. */
enum Dialect {
    V1_0,
    V2_0,
    V3_0,
    V3_1;

    /** Returns whether the version has handshake commands, mechanisms and heartbeats. */
    boolean hasCommands() {
        return this == V3_0 || this == V3_1;
    }

    /** Returns whether the peer reads subscriptions as commands; it may write them in either form. */
    boolean hasSubscriptionCommands() {
        return this == V3_1;
    }

    /** Returns whether frames have ZMTP 1.0 headers, which begin with the length instead of the flags. */
    boolean hasOldFrames() {
        return this == V1_0;
    }

    /**
     * Returns whether the peer sends no subscriptions because it filters messages itself, so that it gets all of them.
     */
    boolean subscribesToAll() {
        return this == V1_0;
    }
}
