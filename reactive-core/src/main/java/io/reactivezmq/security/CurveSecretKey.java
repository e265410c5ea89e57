package io.reactivezmq.security;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The half of a CURVE key that nobody else may know ({@code ZMQ_CURVE_SECRETKEY}). It does not print itself. */
public final class CurveSecretKey {

    private static final String NAME = "secret key (ZMQ_CURVE_SECRETKEY)";

    private final byte[] bytes;

    private CurveSecretKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A key of 32 bytes.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when there are more or fewer
     */
    public static CurveSecretKey of(byte[] bytes) {
        return new CurveSecretKey(KeyText.check(NAME, bytes));
    }

    /**
     * A key of 40 characters of Z85.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when it is none; the error does not show it
     */
    public static CurveSecretKey of(String z85) {
        return of(NAME, z85);
    }

    /**
     * The same, for an option of this name, which the error then carries.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when it is none; the error does not show it
     */
    public static CurveSecretKey of(String option, String z85) {
        return new CurveSecretKey(KeyText.parse(option, z85));
    }

    /** The key that belongs to it and may be told to others. */
    public CurvePublicKey publicKey() {
        return CurvePublicKey.of(X25519.publicOf(bytes));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The key as text, for keeping it somewhere safe. */
    public String z85() {
        return Z85.encode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CurveSecretKey that && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** Tells nothing of the bytes. */
    @Override
    public int hashCode() {
        return publicKey().hashCode();
    }

    @Override
    public String toString() {
        return "CurveSecretKey[not shown]";
    }
}
