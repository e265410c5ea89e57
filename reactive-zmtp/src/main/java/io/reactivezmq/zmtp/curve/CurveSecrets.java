package io.reactivezmq.zmtp.curve;

import java.security.SecureRandom;

/** Where a handshake has its unpredictable octets from. */
public interface CurveSecrets {

    /** So many octets that nobody can guess. */
    byte[] next(int octets);

    /** From the system. */
    static CurveSecrets system() {
        SecureRandom random = new SecureRandom();
        return octets -> {
            byte[] bytes = new byte[octets];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
