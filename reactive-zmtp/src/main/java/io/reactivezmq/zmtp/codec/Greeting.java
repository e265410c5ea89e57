package io.reactivezmq.zmtp.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first 64 bytes in each direction.
 *
 * <pre>
 *  0  1   ff
 *  1  8   padding; the encoder writes the length of the routing id + 1, which a 1.0 peer reads as a frame length
 *  9  1   7f; only bit 0 is significant
 * 10  1   major version
 * 11  1   minor version
 * 12  20  mechanism, NUL padded
 * 32  1   as-server
 * 33  31  filler
 * </pre>
 *
 * <p>The first 11 bytes reveal a peer older than 3.0. So they are sent and read in steps: up to {@link #SIGNATURE_END},
 * then the major version, then the rest.
 *
 * @param major the major version
 * @param minor the minor version
 * @param mechanism all 20 bytes of the mechanism field
 * @param asServer whether the sender claims to be the mechanism's server; not checked
 */
public record Greeting(int major, int minor, byte[] mechanism, boolean asServer) {

    /** The length of a greeting in bytes. */
    public static final int LENGTH = 64;

    /** The index after the signature, where the version begins. */
    public static final int SIGNATURE_END = 10;

    /** The index after the major version. */
    public static final int MAJOR_END = 11;

    private static final int SIGNATURE_FIRST = 0xff;
    private static final int SIGNATURE_LAST = 0x7f;
    private static final int ID_LENGTH_LAST = 8;
    private static final int MINOR = 11;
    private static final int MECHANISM = 12;
    private static final int MECHANISM_LENGTH = 20;
    private static final int AS_SERVER = 32;

    /** Encodes the greeting of this side, with version 3.1. */
    public static byte[] encode(int routingIdLength, String mechanism, boolean asServer) {
        byte[] greeting = new byte[LENGTH];
        greeting[0] = (byte) SIGNATURE_FIRST;
        int idLength = routingIdLength + 1;
        greeting[ID_LENGTH_LAST] = (byte) idLength;
        greeting[ID_LENGTH_LAST - 1] = (byte) (idLength >> 8);
        greeting[SIGNATURE_END - 1] = SIGNATURE_LAST;
        greeting[SIGNATURE_END] = 3;
        greeting[MINOR] = 1;
        byte[] name = mechanism(mechanism);
        System.arraycopy(name, 0, greeting, MECHANISM, name.length);
        greeting[AS_SERVER] = (byte) (asServer ? 1 : 0);
        return greeting;
    }

    /** Returns the 20 bytes of the mechanism field for this name. */
    public static byte[] mechanism(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), MECHANISM_LENGTH);
    }

    /** Returns whether a connection may begin with this byte. Otherwise the peer speaks ZMTP 1.0, or no ZMTP at all. */
    public static boolean isSignatureFirst(byte value) {
        return (value & 0xff) == SIGNATURE_FIRST;
    }

    /**
     * Returns whether this can be byte 9 of a greeting with a version. Otherwise it is the flags of a ZMTP 1.0 frame.
     */
    public static boolean isSignatureLast(byte value) {
        return (value & 1) == 1;
    }

    /** Decodes a complete greeting. Ignores padding and filler, which may have any content. */
    public static Greeting decode(byte[] greeting) {
        return new Greeting(
                greeting[SIGNATURE_END] & 0xff,
                greeting[MINOR] & 0xff,
                Arrays.copyOfRange(greeting, MECHANISM, MECHANISM + MECHANISM_LENGTH),
                greeting[AS_SERVER] != 0);
    }

    /**
     * Returns whether this peer understands SUBSCRIBE and CANCEL as commands. Only 3.0 does not: a peer with a higher
     * version adapts to 3.1. Major version 2 counts as a higher one, as in libzmq.
     */
    public boolean hasSubscriptionCommands() {
        return major != 3 || minor > 0;
    }
}
