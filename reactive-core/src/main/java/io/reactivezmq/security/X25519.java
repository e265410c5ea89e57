package io.reactivezmq.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** Generates X25519 keys with the JDK's own implementation. */
final class X25519 {

    private static final String NAME = "X25519";
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);
    private static final SecureRandom RANDOM = new SecureRandom();

    private X25519() {}

    static byte[] newSecret() {
        byte[] secret = new byte[KeyText.BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static byte[] publicOf(byte[] secret) {
        try {
            KeyFactory keys = KeyFactory.getInstance(NAME);
            KeyAgreement agreement = KeyAgreement.getInstance(NAME);
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret)));
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks X25519, which is part of Java 11 and later", e);
        }
    }
}
