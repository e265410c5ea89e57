package io.reactivezmq.zmtp.netty.ws;

/** The flags of ZWS 2.0, in the first byte of each WebSocket message; they are not ZMTP's. */
final class Zws {

    /** Another frame of the same message follows. */
    static final int MORE = 1;

    /** A command, not a part of a message. */
    static final int COMMAND = 2;

    private Zws() {}
}
