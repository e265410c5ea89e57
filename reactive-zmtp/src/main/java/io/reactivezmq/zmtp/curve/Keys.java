package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Operations on Curve25519 keys of 32 bytes. */
final class Keys {

    static final int LENGTH = 32;

    private static final byte[] ZERO = new byte[16];

    private Keys() {}

    /** Returns the public key of this secret key. */
    static byte[] publicOf(byte[] secretKey) {
        byte[] publicKey = new byte[LENGTH];
        X25519.scalarMultBase(secretKey, 0, publicKey, 0);
        return publicKey;
    }

    /**
     * Returns the key with which the owners of these keys seal and open boxes for each other (NaCl's
     * {@code crypto_box_beforenm}).
     *
     * @throws ProtocolException when the agreement has no secret result, as with a public key of low order
     */
    static byte[] agree(byte[] secretKey, byte[] publicKey) {
        byte[] shared = new byte[LENGTH];
        if (!X25519.calculateAgreement(secretKey, 0, publicKey, 0, shared, 0)) {
            throw new ProtocolException(ProtocolError.KEY_EXCHANGE, "a public key that leads to no secret");
        }
        return Box.subkey(shared, ZERO);
    }
}
