package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;

/**
 * A public and a secret key of CURVE. {@code toString} shows the public one only.
 *
 * @param publicKey the key that peers may know
 * @param secretKey the key that only its owner may know
 */
public record CurveKeyPair(CurvePublicKey publicKey, CurveSecretKey secretKey) {

    /**
     * Checks that the keys belong together.
     *
     * @throws InvalidOptionException when they do not
     */
    public CurveKeyPair {
        if (!secretKey.publicKey().equals(publicKey)) {
            throw new InvalidOptionException(
                    "key pair (ZMQ_CURVE_PUBLICKEY, ZMQ_CURVE_SECRETKEY)", publicKey, "the one of the secret key");
        }
    }

    /** Generates a new key pair ({@code zmq_curve_keypair}). */
    public static CurveKeyPair generate() {
        return of(CurveSecretKey.of(X25519.newSecret()));
    }

    /** Returns the key pair of a secret key, from which the public one is computed ({@code zmq_curve_public}). */
    public static CurveKeyPair of(CurveSecretKey secretKey) {
        return new CurveKeyPair(secretKey.publicKey(), secretKey);
    }

    /**
     * Creates a key pair from two texts of 40 characters of Z85.
     *
     * @throws InvalidOptionException when a text is not a key, or the keys do not belong together
     */
    public static CurveKeyPair of(String publicKey, String secretKey) {
        return new CurveKeyPair(CurvePublicKey.of(publicKey), CurveSecretKey.of(secretKey));
    }
}
