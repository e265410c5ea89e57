package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Command;
import java.nio.ByteBuffer;

/**
 * The first command of the client, which knows the server's key and sends its public key for this connection.
 *
 * <pre>
 *   0   6  05 "HELLO"
 *   6   2  version 01 00
 *   8  72  zeros, so that a WELCOME is not longer than the HELLO that caused it
 *  80  32  C', the client's key for this connection
 * 112   8  short nonce
 * 120  80  box of 64 zeros, from C' to S
 * </pre>
 *
 * @param clientTransient C'
 * @param nonce the short nonce
 * @param box the box
 */
record CurveHello(byte[] clientTransient, long nonce, byte[] box) {

    static final String NONCE = "CurveZMQHELLO---";

    private static final byte[] HEAD = Command.head("HELLO");
    private static final int LENGTH = 200;
    private static final int PADDING = 72;
    private static final int BOX = 80;

    static boolean matches(byte[] command) {
        return Command.is(HEAD, command, 0, command.length);
    }

    /**
     * Decodes a command that {@linkplain #matches matches}.
     *
     * @throws ProtocolException when its length, version or padding is wrong
     */
    static CurveHello decode(byte[] command) {
        if (command.length != LENGTH) {
            throw malformed("it has " + command.length + " bytes, not 200");
        }
        ByteBuffer in = ByteBuffer.wrap(command).position(HEAD.length);
        int major = in.get();
        int minor = in.get();
        if (major != 1 || minor != 0) {
            throw malformed("its version is " + (major & 0xff) + "." + (minor & 0xff) + ", not 1.0");
        }
        for (int i = 0; i < PADDING; i++) {
            if (in.get() != 0) {
                throw malformed("its padding is not all zeros");
            }
        }
        return new CurveHello(Layout.take(in, Keys.LENGTH), in.getLong(), Layout.take(in, BOX));
    }

    private static ProtocolException malformed(String what) {
        return new ProtocolException(ProtocolError.MALFORMED_HELLO, "a CURVE HELLO cannot be read: " + what);
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH).put(HEAD).put((byte) 1).put((byte) 0);
        out.position(out.position() + PADDING);
        return out.put(clientTransient).putLong(nonce).put(box).array();
    }
}
