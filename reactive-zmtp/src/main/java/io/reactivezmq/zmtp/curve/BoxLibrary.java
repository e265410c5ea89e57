package io.reactivezmq.zmtp.curve;

import org.jspecify.annotations.Nullable;

/**
 * The library that seals and opens the boxes of traffic. Handshakes always use Bouncy Castle, which CURVE requires in
 * any case.
 */
enum BoxLibrary {
    BOUNCY_CASTLE {
        @Override
        TrafficBox numbered(byte[] key, String prefix) {
            return Box.numbered(key, prefix);
        }
    },

    /** Uses the processor's vector instructions. Needs JNA and the native library. */
    LIBSODIUM {
        @Override
        TrafficBox numbered(byte[] key, String prefix) {
            return new SodiumBox(key, prefix);
        }
    };

    /** The system property that enables libsodium. It is not used by default, as JNA keeps class loaders alive. */
    private static final String PROPERTY = "io.reactivezmq.curve.libsodium";

    /** Describes the library in use; null until one was chosen. */
    private static volatile @Nullable String chosen;

    /** Creates a box for short nonces: a prefix of 16 characters and a number. */
    abstract TrafficBox numbered(byte[] key, String prefix);

    /**
     * Returns libsodium if it is enabled and can be used, otherwise Bouncy Castle. The first call loads the native
     * library, so it must not be on a loop.
     */
    static BoxLibrary preferred() {
        return Preferred.LIBRARY;
    }

    /** Describes the library in use and the reason; null while no handshake has needed one. */
    static @Nullable String chosen() {
        return chosen;
    }

    /** Makes the choice, which is made once in the life of the JVM. */
    private static final class Preferred {

        static final BoxLibrary LIBRARY = choose();

        private static BoxLibrary choose() {
            if (!Boolean.getBoolean(PROPERTY)) {
                chosen = "CURVE encrypts with Bouncy Castle, as " + PROPERTY + " is not true";
                return BOUNCY_CASTLE;
            }
            try {
                chosen = "CURVE encrypts with libsodium " + Sodium.load();
                return LIBSODIUM;
            } catch (Throwable unusable) {
                // JNA may be missing, or throw any Error if its own native library does not fit.
                chosen = "CURVE encrypts with Bouncy Castle, as libsodium cannot be used: " + firstLine(unusable);
                return BOUNCY_CASTLE;
            }
        }

        /** Omits the places where JNA has looked for the library. */
        private static String firstLine(Throwable failure) {
            return failure.toString().lines().findFirst().orElse("");
        }
    }
}
