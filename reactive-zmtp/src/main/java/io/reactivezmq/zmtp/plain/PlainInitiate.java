package io.reactivezmq.zmtp.plain;

import io.reactivezmq.zmtp.codec.Command;
import io.reactivezmq.zmtp.codec.Metadata;

/**
 * The client tells of itself: {@code 08 "INITIATE" metadata}.
 *
 * @param metadata what it tells
 */
record PlainInitiate(Metadata metadata) {

    private static final byte[] HEAD = Command.head("INITIATE");

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Reads a command that {@linkplain #matches matches}.
     *
     * @throws io.reactivezmq.error.ProtocolException when the metadata cannot be read
     */
    static PlainInitiate decode(byte[] command) {
        return new PlainInitiate(Metadata.decode(command, HEAD.length, command.length));
    }

    byte[] encode() {
        return Command.body(HEAD, metadata.encode());
    }
}
