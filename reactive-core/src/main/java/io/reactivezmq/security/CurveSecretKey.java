package io.reactivezmq.security;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A secret key of CURVE, which only its owner may know ({@code ZMQ_CURVE_SECRETKEY}). {@code toString} does not show
 * it.
 */
public final class CurveSecretKey {

    private static final String NAME = "secret key (ZMQ_CURVE_SECRETKEY)";

    private final byte[] bytes;

    private CurveSecretKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates a key from a copy of 32 bytes.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the number of bytes differs
     */
    public static CurveSecretKey of(byte[] bytes) {
        return new CurveSecretKey(KeyText.check(NAME, bytes));
    }

    /**
     * Creates a key from 40 characters of Z85.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the text is not a key; the message does not show it
     */
    public static CurveSecretKey of(String z85) {
        return of(NAME, z85);
    }

    /**
     * Creates a key from 40 characters of Z85, with the name of the option that it is for. An error names that option.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the text is not a key; the message does not show it
     */
    public static CurveSecretKey of(String option, String z85) {
        return new CurveSecretKey(KeyText.parse(option, z85));
    }

    /** Computes the public key that belongs to this key. */
    public CurvePublicKey publicKey() {
        return CurvePublicKey.of(X25519.publicOf(bytes));
    }

    /** Returns a copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the key as 40 characters of Z85, to be stored in a safe place. */
    public String z85() {
        return Z85.encode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CurveSecretKey that && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** Returns the hash code of the public key, which reveals nothing about this key. */
    @Override
    public int hashCode() {
        return publicKey().hashCode();
    }

    @Override
    public String toString() {
        return "CurveSecretKey[not shown]";
    }
}
