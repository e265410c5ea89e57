package io.reactivezmq.zmtp.plain;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Command;

/** The command with which the server accepts the client's credentials: {@code 07 "WELCOME"}, and nothing after it. */
record PlainWelcome() {

    private static final byte[] HEAD = Command.head("WELCOME");

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Decodes a command that {@linkplain #matches matches}.
     *
     * @throws ProtocolException when there are bytes after the name
     */
    static PlainWelcome decode(byte[] command) {
        if (command.length != HEAD.length) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_WELCOME, "a PLAIN WELCOME of " + command.length + " bytes, not 8");
        }
        return new PlainWelcome();
    }

    byte[] encode() {
        return HEAD.clone();
    }
}
