package io.reactivezmq.zmtp.codec;

/**
 * The command that completes the handshake of one side: {@code 05 "READY" metadata}.
 *
 * @param metadata the sender's properties
 */
public record ReadyCommand(Metadata metadata) {

    private static final byte[] HEAD = Command.head("READY");

    /** Returns whether the body from {@code from} to {@code to} is a READY command. */
    public static boolean matches(byte[] data, int from, int to) {
        return Command.is(HEAD, data, from, to);
    }

    /**
     * Decodes a body that {@linkplain #matches matches}.
     *
     * @throws io.reactivezmq.error.ProtocolException when the metadata is malformed
     */
    public static ReadyCommand decode(byte[] data, int from, int to) {
        return new ReadyCommand(Metadata.decode(data, from + HEAD.length, to));
    }

    /** Encodes the body of the command. */
    public byte[] encode() {
        return Command.body(HEAD, metadata.encode());
    }
}
