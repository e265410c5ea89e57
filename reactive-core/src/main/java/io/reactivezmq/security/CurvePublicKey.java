package io.reactivezmq.security;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A public key of CURVE, which peers may know ({@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SERVERKEY}). */
public final class CurvePublicKey {

    private static final String NAME = "public key (ZMQ_CURVE_PUBLICKEY)";

    private final byte[] bytes;

    private CurvePublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates a key from a copy of 32 bytes.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the number of bytes differs
     */
    public static CurvePublicKey of(byte[] bytes) {
        return new CurvePublicKey(KeyText.check(NAME, bytes));
    }

    /**
     * Creates a key from 40 characters of Z85.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the text is not a key
     */
    public static CurvePublicKey of(String z85) {
        return of(NAME, z85);
    }

    /**
     * Creates a key from 40 characters of Z85, with the name of the option that it is for. An error names that option.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the text is not a key
     */
    public static CurvePublicKey of(String option, String z85) {
        return new CurvePublicKey(KeyText.parse(option, z85));
    }

    /** Returns a copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the key as 40 characters of Z85. */
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
