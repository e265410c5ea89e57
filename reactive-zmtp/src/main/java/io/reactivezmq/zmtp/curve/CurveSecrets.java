package io.reactivezmq.zmtp.curve;

import java.security.SecureRandom;

/** Where a handshake has its unpredictable bytes from. */
public interface CurveSecrets {

    /** So many bytes that nobody can guess. */
    byte[] next(int count);

    /** From the system. */
    static CurveSecrets system() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
