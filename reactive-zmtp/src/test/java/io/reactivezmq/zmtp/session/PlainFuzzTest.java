package io.reactivezmq.zmtp.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.SocketType;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.plain.PlainClient;
import io.reactivezmq.zmtp.plain.PlainServer;
import java.util.Arrays;

/** PLAIN behind the greetings. The first byte chooses the side. */
class PlainFuzzTest {

    @FuzzTest(maxDuration = "200s")
    void plain(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean server = (input[0] & 1) == 0;
        MechanismFactory mechanism = server ? PlainServer::new : ours -> new PlainClient(ours, "admin", "secret");
        SessionFuzz.sameHoweverCut(
                () -> SessionFuzz.peer(SocketType.DEALER, ZmtpVersion.V3_0, mechanism)
                        .feed(Greeting.encode(0, "PLAIN", !server)),
                Arrays.copyOfRange(input, 1, input.length));
    }
}
