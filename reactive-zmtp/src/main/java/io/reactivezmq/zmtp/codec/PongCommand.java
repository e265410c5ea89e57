package io.reactivezmq.zmtp.codec;

/**
 * The answer to a {@link PingCommand}: {@code 04 "PONG" context(0-16)}. A received PONG is not decoded, because any
 * byte is a sign of life.
 *
 * @param context the context of the PING
 */
public record PongCommand(byte[] context) {

    private static final byte[] HEAD = Command.head("PONG");

    /** Encodes the body of the command. */
    public byte[] encode() {
        return Command.body(HEAD, context);
    }
}
