package io.reactivezmq.zmtp.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first 64 bytes in each direction.
 *
 * <pre>
 *  0  1   ff
 *  1  8   padding; we write the length of our routing id + 1 there, which a 1.0 peer reads as a frame length
 *  9  1   7f; only bit 0 counts
 * 10  1   major version
 * 11  1   minor version
 * 12  20  mechanism, NUL padded
 * 32  1   as-server
 * 33  31  filler
 * </pre>
 *
 * <p>Peers older than 3.0 show in the first 11 bytes, so these are sent and read in steps: up to
 * {@link #SIGNATURE_END}, then the major version, then the rest.
 *
 * @param major the major version
 * @param minor the minor version
 * @param mechanism all 20 bytes of the mechanism field
 * @param asServer whether the sender says that it is the mechanism's server; nobody checks that
 */
public record Greeting(int major, int minor, byte[] mechanism, boolean asServer) {

    /** The bytes in a greeting. */
    public static final int LENGTH = 64;

    /** Where the signature ends and the version begins. */
    public static final int SIGNATURE_END = 10;

    /** Where the major version ends. */
    public static final int MAJOR_END = 11;

    private static final int SIGNATURE_FIRST = 0xff;
    private static final int SIGNATURE_LAST = 0x7f;
    private static final int ID_LENGTH_LAST = 8;
    private static final int MINOR = 11;
    private static final int MECHANISM = 12;
    private static final int MECHANISM_LENGTH = 20;
    private static final int AS_SERVER = 32;

    /** Our own greeting, as ZMTP 3.1. */
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

    /** The mechanism field for this name. */
    public static byte[] mechanism(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), MECHANISM_LENGTH);
    }

    /** Whether a connection may begin like this; otherwise the peer speaks 1.0, or no ZMTP at all. */
    public static boolean isSignatureFirst(byte value) {
        return (value & 0xff) == SIGNATURE_FIRST;
    }

    /** Whether this can be byte 9 of a versioned greeting; otherwise it is the flags of a 1.0 frame. */
    public static boolean isSignatureLast(byte value) {
        return (value & 1) == 1;
    }

    /** Reads a whole greeting. Padding and filler are not looked at: peers may write anything there. */
    public static Greeting decode(byte[] greeting) {
        return new Greeting(
                greeting[SIGNATURE_END] & 0xff,
                greeting[MINOR] & 0xff,
                Arrays.copyOfRange(greeting, MECHANISM, MECHANISM + MECHANISM_LENGTH),
                greeting[AS_SERVER] != 0);
    }

    /**
     * Whether this peer knows SUBSCRIBE and CANCEL as commands. Only 3.0 does not: a higher version adapts to us, and
     * libzmq takes a 2 for a higher one too.
     */
    public boolean hasSubscriptionCommands() {
        return major != 3 || minor > 0;
    }
}
