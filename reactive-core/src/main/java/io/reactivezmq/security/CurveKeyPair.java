package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;

/**
 * The two halves of a CURVE key. Printing it shows the public one only.
 *
 * @param publicKey what others may know
 * @param secretKey what nobody else may know
 */
public record CurveKeyPair(CurvePublicKey publicKey, CurveSecretKey secretKey) {

    /**
     * Checks that the halves belong together.
     *
     * @throws InvalidOptionException when they do not
     */
    public CurveKeyPair {
        if (!secretKey.publicKey().equals(publicKey)) {
            throw new InvalidOptionException(
                    "key pair (ZMQ_CURVE_PUBLICKEY, ZMQ_CURVE_SECRETKEY)", publicKey, "the one of the secret key");
        }
    }

    /** A new one ({@code zmq_curve_keypair}). */
    public static CurveKeyPair generate() {
        return of(CurveSecretKey.of(X25519.newSecret()));
    }

    /** The one with this secret half ({@code zmq_curve_public}). */
    public static CurveKeyPair of(CurveSecretKey secretKey) {
        return new CurveKeyPair(secretKey.publicKey(), secretKey);
    }

    /**
     * The one of these halves, in Z85.
     *
     * @throws InvalidOptionException when they are no keys, or do not belong together
     */
    public static CurveKeyPair of(String publicKey, String secretKey) {
        return new CurveKeyPair(CurvePublicKey.of(publicKey), CurveSecretKey.of(secretKey));
    }
}
