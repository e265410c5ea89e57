package io.reactivezmq.zmtp.curve;

import static org.junit.jupiter.api.Assumptions.abort;

/** Whether tests with libsodium can run. */
final class Sodiums {

    private Sodiums() {}

    /**
     * Skips a test with libsodium where that is not installed. With {@code REQUIRE_PEERS=true} in the environment, as
     * on a build server, it fails instead.
     */
    static void assumeUsable(BoxLibrary library) {
        if (library != BoxLibrary.LIBSODIUM || BoxLibrary.preferred() == library) {
            return;
        }
        if (Boolean.parseBoolean(System.getenv("REQUIRE_PEERS"))) {
            throw new IllegalStateException(BoxLibrary.chosen());
        }
        abort(BoxLibrary.chosen());
    }
}
