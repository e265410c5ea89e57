package io.reactivezmq.zmtp.session;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Feeds the same bytes in all ways in which a network may deliver them. */
final class Cuts {

    private Cuts() {}

    /** Whole, byte by byte, and cut in two at every place; each time to a new peer, which is checked then. */
    static void everywhere(byte[] bytes, Supplier<TestPeer> peers, Consumer<TestPeer> check) {
        check.accept(peers.get().feed(bytes));
        TestPeer byByte = peers.get();
        for (byte each : bytes) {
            byByte.feed(new byte[] {each});
        }
        check.accept(byByte);
        for (int cut = 1; cut < bytes.length; cut++) {
            check.accept(
                    peers.get().feed(Arrays.copyOf(bytes, cut)).feed(Arrays.copyOfRange(bytes, cut, bytes.length)));
        }
    }
}
