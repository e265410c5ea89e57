package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Command;
import java.nio.ByteBuffer;

/**
 * The command with which the client returns the cookie, and sends its long-term key, the vouch for it and its
 * properties.
 *
 * <pre>
 *   0   9  08 "INITIATE"
 *   9  96  the cookie
 * 105   8  short nonce
 * 113      box of C(32), the {@linkplain CurveVouch vouch}(96) and the metadata, from C' to S'
 * </pre>
 *
 * @param cookie the cookie
 * @param nonce the short nonce
 * @param box the box
 */
record CurveInitiate(byte[] cookie, long nonce, byte[] box) {

    static final String NONCE = "CurveZMQINITIATE";

    private static final byte[] HEAD = Command.head("INITIATE");
    private static final int MIN_LENGTH = 257;
    private static final int BOX_AT = 113;

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Decodes a command that {@linkplain #matches matches}.
     *
     * @throws ProtocolException when it is too short
     */
    static CurveInitiate decode(byte[] command) {
        if (command.length < MIN_LENGTH) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_INITIATE,
                    "a CURVE INITIATE of " + command.length + " bytes, fewer than 257");
        }
        ByteBuffer in = ByteBuffer.wrap(command).position(HEAD.length);
        return new CurveInitiate(Layout.take(in, CurveCookie.LENGTH), in.getLong(), Layout.take(in, in.remaining()));
    }

    byte[] encode() {
        return ByteBuffer.allocate(BOX_AT + box.length)
                .put(HEAD)
                .put(cookie)
                .putLong(nonce)
                .put(box)
                .array();
    }
}
