package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Command;
import java.nio.ByteBuffer;

/**
 * The command with the server's public key for this connection and the cookie that the client has to return.
 *
 * <pre>
 *  0    8  07 "WELCOME"
 *  8   16  random end of the nonce
 * 24  144  box of S'(32) and the cookie(96), from S to C'
 * </pre>
 *
 * @param random the end of the nonce
 * @param box the box
 */
record CurveWelcome(byte[] random, byte[] box) {

    static final String NONCE = "WELCOME-";
    static final int RANDOM = 16;

    private static final byte[] HEAD = Command.head("WELCOME");
    private static final int LENGTH = 168;
    private static final int BOX = 144;

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Decodes a command that {@linkplain #matches matches}.
     *
     * @throws ProtocolException when it does not have 168 bytes
     */
    static CurveWelcome decode(byte[] command) {
        if (command.length != LENGTH) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_WELCOME, "a CURVE WELCOME of " + command.length + " bytes, not 168");
        }
        ByteBuffer in = ByteBuffer.wrap(command).position(HEAD.length);
        return new CurveWelcome(Layout.take(in, RANDOM), Layout.take(in, BOX));
    }

    byte[] encode() {
        return ByteBuffer.allocate(LENGTH).put(HEAD).put(random).put(box).array();
    }
}
