package io.reactivezmq.zmtp.session;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Feeds the same octets in all ways in which a network may deliver them. */
final class Cuts {

    private Cuts() {}

    /** Whole, octet by octet, and cut in two at every place; each time to a new peer, which is checked then. */
    static void everywhere(byte[] octets, Supplier<TestPeer> peers, Consumer<TestPeer> check) {
        check.accept(peers.get().feed(octets));
        TestPeer byOctet = peers.get();
        for (byte octet : octets) {
            byOctet.feed(new byte[] {octet});
        }
        check.accept(byOctet);
        for (int cut = 1; cut < octets.length; cut++) {
            check.accept(
                    peers.get().feed(Arrays.copyOf(octets, cut)).feed(Arrays.copyOfRange(octets, cut, octets.length)));
        }
    }
}
