package io.reactivezmq.zmtp.netty.ws;

/** The flags of ZWS 2.0, in the first byte of each WebSocket message. They differ from those of ZMTP. */
final class Zws {

    /** The flag of a frame that is followed by another frame of the same message. */
    static final int MORE = 1;

    /** The flag of a command, which is not part of a message. */
    static final int COMMAND = 2;

    private Zws() {}
}
