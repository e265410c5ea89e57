package io.reactivezmq.security;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The half of a CURVE key that others may know ({@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SERVERKEY}). */
public final class CurvePublicKey {

    private static final String NAME = "public key (ZMQ_CURVE_PUBLICKEY)";

    private final byte[] bytes;

    private CurvePublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A key of 32 bytes.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when there are more or fewer
     */
    public static CurvePublicKey of(byte[] bytes) {
        return new CurvePublicKey(KeyText.check(NAME, bytes));
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

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The key as text. */
    public String z85() {
        return Z85.encode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CurvePublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return z85();
    }
}
