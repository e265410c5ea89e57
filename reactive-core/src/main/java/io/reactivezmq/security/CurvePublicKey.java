package io.reactivezmq.security;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The half of a CURVE key that others may know ({@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SERVERKEY}). */
public final class CurvePublicKey {

    private static final String NAME = "public key (ZMQ_CURVE_PUBLICKEY)";

    private final byte[] octets;

    private CurvePublicKey(byte[] octets) {
        this.octets = octets;
    }

    /**
     * A key of 32 octets.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when there are more or fewer
     */
    public static CurvePublicKey of(byte[] octets) {
        return new CurvePublicKey(KeyText.check(NAME, octets));
    }

    /**
     * A key of 40 characters of Z85.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when it is none
     */
    public static CurvePublicKey of(String z85) {
        return of(NAME, z85);
    }

    /**
     * The same, for an option of this name, which the error then carries.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when it is none
     */
    public static CurvePublicKey of(String option, String z85) {
        return new CurvePublicKey(KeyText.parse(option, z85));
    }

    /** A copy of the octets. */
    public byte[] octets() {
        return octets.clone();
    }

    /** The key as text. */
    public String z85() {
        return Z85.encode(octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CurvePublicKey that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return z85();
    }
}
