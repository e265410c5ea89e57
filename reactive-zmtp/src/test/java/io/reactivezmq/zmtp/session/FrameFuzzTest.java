package io.reactivezmq.zmtp.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.SocketType;
import io.reactivezmq.options.value.ZmtpVersion;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Traffic after the handshake. Two bytes choose our socket type and the version that is spoken. */
class FrameFuzzTest {

    /** The handshakes of 1.0, 2.0, 3.0 and 3.1; that of 2.0 tells a type that suits a DEALER only. */
    private static final List<byte[]> HANDSHAKES = List.of(
            new byte[] {1, 0},
            HexFormat.of().parseHex("ff00000000000000017f01060000"),
            join(TestPeer.greeting(0), TestPeer.ready()),
            join(TestPeer.greeting(1), TestPeer.ready()));

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @FuzzTest(maxDuration = "200s")
    void frames(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int version = input[1] & 3;
        SocketType type = version == 1 ? SocketType.DEALER : SessionFuzz.type(input[0]);
        SessionFuzz.sameHoweverCut(
                () -> {
                    TestPeer peer = SessionFuzz.plain(type, ZmtpVersion.V1_0).feed(HANDSHAKES.get(version));
                    if (!peer.session.isReady()) {
                        throw new AssertionError(peer.log.toString());
                    }
                    return peer;
                },
                Arrays.copyOfRange(input, 2, input.length));
    }
}
