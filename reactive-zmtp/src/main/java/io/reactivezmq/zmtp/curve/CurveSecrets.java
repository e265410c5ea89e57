package io.reactivezmq.zmtp.curve;

import java.security.SecureRandom;

/** The source of random bytes for a handshake. */
public interface CurveSecrets {

    /** Returns this many unpredictable bytes. */
    byte[] next(int count);

    /** Returns a source that uses {@link SecureRandom}. */
    static CurveSecrets system() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
