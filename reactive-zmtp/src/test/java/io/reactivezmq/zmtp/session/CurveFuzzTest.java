package io.reactivezmq.zmtp.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.SocketType;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.curve.CurveClient;
import io.reactivezmq.zmtp.curve.CurveServer;
import io.reactivezmq.zmtp.curve.CurveVectors;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * CURVE behind the greetings, with the keys of the vectors. The first byte chooses the side and how many commands of
 * the other's come first as they should be.
 */
class CurveFuzzTest {

    private static final String[] FOR_SERVER = {"curve-det-hello", "curve-det-initiate", "curve-det-message-client"};
    private static final String[] FOR_CLIENT = {"curve-det-welcome", "curve-det-ready", "curve-det-message-server"};

    @FuzzTest(maxDuration = "200s")
    void curve(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean server = (input[0] & 1) == 0;
        int steps = (input[0] >> 1) & 3;
        MechanismFactory mechanism = server
                ? ours -> new CurveServer(ours, CurveVectors.SERVER, CurveVectors.serverSecrets())
                : ours -> new CurveClient(
                        ours, CurveVectors.SERVER.publicKey(), CurveVectors.CLIENT, CurveVectors.clientSecrets());
        SessionFuzz.sameHoweverCut(
                () -> {
                    TestPeer peer = SessionFuzz.peer(
                                    server ? SocketType.ROUTER : SocketType.DEALER, ZmtpVersion.V3_0, mechanism)
                            .feed(Greeting.encode(0, "CURVE", !server));
                    for (int i = 0; i < steps && i < FOR_SERVER.length; i++) {
                        peer.feed(HexFormat.of()
                                .parseHex(TestVectors.named(server ? FOR_SERVER[i] : FOR_CLIENT[i])
                                        .hex()));
                    }
                    return peer;
                },
                Arrays.copyOfRange(input, 1, input.length));
    }
}
