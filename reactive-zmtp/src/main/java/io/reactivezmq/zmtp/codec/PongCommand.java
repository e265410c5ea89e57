package io.reactivezmq.zmtp.codec;

/**
 * Answers a {@link PingCommand}: {@code 04 "PONG" context(0-16)}. One that comes in needs no reading: any byte is a
 * sign of life.
 *
 * @param context the PING's
 */
public record PongCommand(byte[] context) {

    private static final byte[] HEAD = Command.head("PONG");

    /** The body. */
    public byte[] encode() {
        return Command.body(HEAD, context);
    }
}
