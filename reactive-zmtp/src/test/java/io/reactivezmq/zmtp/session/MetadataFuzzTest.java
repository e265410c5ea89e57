package io.reactivezmq.zmtp.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.zmtp.codec.Command;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Metadata;
import java.util.Arrays;

/** What a peer tells of itself: read, written again, and in a READY. The first byte chooses our socket type. */
class MetadataFuzzTest {

    @FuzzTest(maxDuration = "200s")
    void metadata(byte[] input) {
        if (input.length == 0) {
            return;
        }
        SocketType type = SessionFuzz.type(input[0]);
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            Metadata metadata = Metadata.decode(bytes, 0, bytes.length);
            if (metadata.properties().stream()
                            .noneMatch(property -> property.name().isEmpty())
                    && !Arrays.equals(metadata.encode(), bytes)) {
                throw new AssertionError("read and written again it is something else");
            }
        } catch (ProtocolException e) {
            // That is how to say no.
        }
        SessionFuzz.sameHoweverCut(
                () -> SessionFuzz.plain(type, ZmtpVersion.V3_0).feed(TestPeer.greeting(1)),
                FrameHeader.frame(FrameHeader.COMMAND, Command.body(Command.head("READY"), bytes)));
    }
}
