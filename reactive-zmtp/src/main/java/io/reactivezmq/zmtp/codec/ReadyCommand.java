package io.reactivezmq.zmtp.codec;

/**
 * Ends a handshake from one side: {@code 05 "READY" metadata}.
 *
 * @param metadata what the sender tells of itself
 */
public record ReadyCommand(Metadata metadata) {

    private static final byte[] HEAD = Command.head("READY");

    /** Whether the body between these positions is one. */
    public static boolean matches(byte[] data, int from, int to) {
        return Command.is(HEAD, data, from, to);
    }

    /**
     * Reads a body that {@linkplain #matches matches}.
     *
     * @throws io.reactivezmq.error.ProtocolException when the metadata cannot be read
     */
    public static ReadyCommand decode(byte[] data, int from, int to) {
        return new ReadyCommand(Metadata.decode(data, from + HEAD.length, to));
    }

    /** The body. */
    public byte[] encode() {
        return Command.body(HEAD, metadata.encode());
    }
}
