package io.reactivezmq.zmtp.plain;

import io.reactivezmq.zmtp.codec.Command;
import io.reactivezmq.zmtp.codec.Metadata;

/**
 * The command with the client's properties: {@code 08 "INITIATE" metadata}.
 *
 * @param metadata the client's properties
 */
record PlainInitiate(Metadata metadata) {

    private static final byte[] HEAD = Command.head("INITIATE");

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Decodes a command that {@linkplain #matches matches}.
     *
     * @throws io.reactivezmq.error.ProtocolException when the metadata is malformed
     */
    static PlainInitiate decode(byte[] command) {
        return new PlainInitiate(Metadata.decode(command, HEAD.length, command.length));
    }

    byte[] encode() {
        return Command.body(HEAD, metadata.encode());
    }
}
