package io.reactivezmq.zmtp.codec;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The command that asks the receiver for a sign of life: {@code 04 "PING" ttl(2) context(0-16)}. The ttl is in tenths
 * of a second, unsigned and big-endian. The receiver may disconnect when it hears nothing from the sender for that
 * time; zero means no limit.
 *
 * @param timeToLive the ttl, a whole number of tenths of a second after decoding
 * @param context at most 16 bytes, which the PONG returns
 */
public record PingCommand(Duration timeToLive, byte[] context) {

    private static final byte[] HEAD = Command.head("PING");
    private static final int TTL_LENGTH = 2;
    private static final int MAX_CONTEXT = 16;
    private static final long TENTH = 100;
    private static final long MAX_TENTHS = 0xffff;

    /** Returns whether the body from {@code from} to {@code to} is a PING command. */
    public static boolean matches(byte[] data, int from, int to) {
        return Command.is(HEAD, data, from, to);
    }

    /**
     * Decodes a body that {@linkplain #matches matches}. Truncates a context of more than 16 bytes, as libzmq does.
     *
     * @throws ProtocolException when the ttl is missing
     */
    public static PingCommand decode(byte[] data, int from, int to) {
        int ttl = from + HEAD.length;
        int context = ttl + TTL_LENGTH;
        if (context > to) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_COMMAND, "a PING of " + (to - from) + " bytes; it needs at least 7");
        }
        return new PingCommand(
                Duration.ofMillis((((data[ttl] & 0xff) << 8) | (data[ttl + 1] & 0xff)) * TENTH),
                Arrays.copyOfRange(data, context, Math.min(to, context + MAX_CONTEXT)));
    }

    /**
     * Encodes the body. Rounds the ttl up to a tenth of a second, so that a short limit does not become none, and
     * limits it to 6,553.5 seconds.
     */
    public byte[] encode() {
        long tenths = Math.min(MAX_TENTHS, (timeToLive.toMillis() + TENTH - 1) / TENTH);
        byte[] data = new byte[TTL_LENGTH + context.length];
        data[0] = (byte) (tenths >> 8);
        data[1] = (byte) tenths;
        System.arraycopy(context, 0, data, TTL_LENGTH, context.length);
        return Command.body(HEAD, data);
    }
}
