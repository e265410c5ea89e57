package io.reactivezmq.zmtp.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.SocketType;
import io.reactivezmq.options.value.ZmtpVersion;
import java.util.Arrays;

/** A connection from its first byte. Two bytes choose our socket type and the oldest version. */
class GreetingFuzzTest {

    @FuzzTest(maxDuration = "200s")
    void greeting(byte[] input) {
        if (input.length < 2) {
            return;
        }
        SocketType type = SessionFuzz.type(input[0]);
        ZmtpVersion oldest = (input[1] & 1) == 0 ? ZmtpVersion.V1_0 : ZmtpVersion.V3_0;
        SessionFuzz.sameHoweverCut(() -> SessionFuzz.plain(type, oldest), Arrays.copyOfRange(input, 2, input.length));
    }
}
