package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.MissingArtifactException;

/** Checks whether Bouncy Castle, an optional dependency that CURVE requires, is on the class path. */
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
