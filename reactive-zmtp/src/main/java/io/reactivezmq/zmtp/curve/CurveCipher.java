package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Command;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Wraps each frame of traffic into a MESSAGE. It is sent in a data frame, as libzmq and JeroMQ do, although it looks
 * like a command.
 *
 * <pre>
 *  0   8  07 "MESSAGE"
 *  8   8  short nonce, which increases from frame to frame
 * 16      box of flags(1) and the body: bit 0 MORE, bit 1 COMMAND
 * </pre>
 */
final class CurveCipher implements FrameCipher {

    static final String FROM_CLIENT = "CurveZMQMESSAGEC";
    static final String FROM_SERVER = "CurveZMQMESSAGES";

    private static final byte[] HEAD = Command.head("MESSAGE");
    private static final int BOX_AT = 16;
    private static final int OVERHEAD = BOX_AT + Box.TAG + 1;
    private static final int MORE = 1;
    private static final int COMMAND = 2;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final TrafficBox outgoing;
    private final TrafficBox incoming;
    private final byte[] flags = new byte[1];

    /** The last nonces, as unsigned numbers. */
    private long sent;

    private long received;

    /**
     * Creates the cipher of one connection.
     *
     * @param library seals and opens the boxes
     * @param key the session key that both sides have agreed on
     * @param client whether this side is the client
     * @param sent the last nonce that this side used in the handshake
     * @param received the last nonce that the peer used in the handshake
     */
    CurveCipher(BoxLibrary library, byte[] key, boolean client, long sent, long received) {
        this.outgoing = library.numbered(key, client ? FROM_CLIENT : FROM_SERVER);
        this.incoming = library.numbered(key, client ? FROM_SERVER : FROM_CLIENT);
        this.sent = sent;
        this.received = received;
    }

    @Override
    public int overhead() {
        return OVERHEAD;
    }

    @Override
    public int seal(int frameFlags, byte[] body, byte[] out, int at) {
        if (sent == -1) {
            // All 2^64 nonces have been used.
            throw new ProtocolException(ProtocolError.INVALID_SEQUENCE, "there are no nonces left for this key");
        }
        sent++;
        System.arraycopy(HEAD, 0, out, at, HEAD.length);
        LONG.set(out, at + HEAD.length, sent);
        int inner = ((frameFlags & FrameHeader.MORE) != 0 ? MORE : 0)
                | ((frameFlags & FrameHeader.COMMAND) != 0 ? COMMAND : 0);
        return outgoing.seal(sent, inner, body, out, at + BOX_AT);
    }

    @Override
    public ClearFrame open(byte[] sealed) {
        if (!Command.is(HEAD, sealed, 0, sealed.length)) {
            throw new ProtocolException(ProtocolError.UNEXPECTED_COMMAND, "a frame that is no CURVE MESSAGE");
        }
        if (sealed.length < OVERHEAD) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_MESSAGE,
                    "a CURVE MESSAGE of " + sealed.length + " bytes, fewer than " + OVERHEAD);
        }
        long nonce = (long) LONG.get(sealed, HEAD.length);
        if (Long.compareUnsigned(nonce, received) <= 0) {
            throw new ProtocolException(
                    ProtocolError.INVALID_SEQUENCE,
                    "nonce " + Long.toUnsignedString(nonce) + " after " + Long.toUnsignedString(received));
        }
        byte[] body = incoming.open(nonce, sealed, BOX_AT, sealed.length, flags);
        if (body == null) {
            throw new ProtocolException(ProtocolError.CRYPTOGRAPHIC, "a CURVE MESSAGE does not open");
        }
        received = nonce;
        return new ClearFrame(frameFlags(flags[TrafficBox.FLAGS]), body);
    }

    /**
     * Maps flags that CURVE does not define to bits that ZMTP does not define, so that the same check applies to both.
     */
    private static int frameFlags(int inner) {
        int known = ((inner & MORE) != 0 ? FrameHeader.MORE : 0) | ((inner & COMMAND) != 0 ? FrameHeader.COMMAND : 0);
        return (inner & ~(MORE | COMMAND)) == 0 ? known : known | ~FrameHeader.KNOWN & 0xff;
    }
}
