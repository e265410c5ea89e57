package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.MissingArtifactException;
import org.jspecify.annotations.Nullable;

/**
 * The libraries of CURVE: Bouncy Castle, an optional dependency that it requires, and libsodium, which encrypts the
 * traffic if it is enabled.
 */
public final class CurveLibrary {

    private static final String ARTIFACT = "org.bouncycastle:bcprov-jdk18on";
    private static final boolean PRESENT = isPresent();

    private CurveLibrary() {}

    private static boolean isPresent() {
        try {
            Class.forName("org.bouncycastle.math.ec.rfc7748.X25519", false, CurveLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Describes the library that encrypts the traffic of all connections, and the reason for this choice; null while no
     * handshake has chosen it.
     */
    public static @Nullable String description() {
        return BoxLibrary.chosen();
    }

    /**
     * Checks that Bouncy Castle is available.
     *
     * @throws MissingArtifactException when it is not
     */
    public static void check() {
        if (!PRESENT) {
            throw new MissingArtifactException("CURVE", ARTIFACT);
        }
    }
}
