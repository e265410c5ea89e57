package io.reactivezmq.zmtp.curve;

import static org.junit.jupiter.api.Assumptions.abort;

/** Whether tests with libsodium can run. */
final class Sodiums {

    /** The reason for which libsodium cannot be used; empty when it can. */
    private static final String UNUSABLE = load();

    private Sodiums() {}

    private static String load() {
        try {
            Sodium.load();
            return "";
        } catch (LinkageError missing) {
            return missing.toString();
        }
    }

    /**
     * Skips a test with libsodium where that is not installed. With {@code REQUIRE_PEERS=true} in the environment, as
     * on a build server, it fails instead.
     */
    static void assumeUsable(BoxLibrary library) {
        if (library != BoxLibrary.LIBSODIUM || UNUSABLE.isEmpty()) {
            return;
        }
        if (Boolean.parseBoolean(System.getenv("REQUIRE_PEERS"))) {
            throw new IllegalStateException(UNUSABLE);
        }
        abort(UNUSABLE);
    }
}
