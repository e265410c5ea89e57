package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Command;
import java.nio.ByteBuffer;

/**
 * The command with the server's properties.
 *
 * <pre>
 *  0   6  05 "READY"
 *  6   8  short nonce
 * 14      box of the metadata, from S' to C'
 * </pre>
 *
 * @param nonce the short nonce
 * @param box the box
 */
record CurveReady(long nonce, byte[] box) {

    static final String NONCE = "CurveZMQREADY---";

    private static final byte[] HEAD = Command.head("READY");
    private static final int MIN_LENGTH = 30;
    private static final int BOX_AT = 14;

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Decodes a command that {@linkplain #matches matches}.
     *
     * @throws ProtocolException when it is too short
     */
    static CurveReady decode(byte[] command) {
        if (command.length < MIN_LENGTH) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_READY, "a CURVE READY of " + command.length + " bytes, fewer than 30");
        }
        ByteBuffer in = ByteBuffer.wrap(command).position(HEAD.length);
        return new CurveReady(in.getLong(), Layout.take(in, in.remaining()));
    }

    byte[] encode() {
        return ByteBuffer.allocate(BOX_AT + box.length)
                .put(HEAD)
                .putLong(nonce)
                .put(box)
                .array();
    }
}
