package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.MissingArtifactException;

/** Whether Bouncy Castle is there, which whoever uses CURVE has to bring along. */
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
     * Does nothing when it is there.
     *
     * @throws MissingArtifactException when it is not
     */
    public static void check() {
        if (!PRESENT) {
            throw new MissingArtifactException("CURVE", ARTIFACT);
        }
    }
}
