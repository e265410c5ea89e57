package io.reactivezmq.zmtp.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.spi.Control;
import io.reactivezmq.zmtp.codec.ErrorCommand;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.PingCommand;
import io.reactivezmq.zmtp.codec.ReadyCommand;
import io.reactivezmq.zmtp.codec.SubscriptionCommand;
import java.util.Arrays;

/** One command's body: read by everything that reads commands, written again, and as a handshake's command. */
class CommandFuzzTest {

    @FuzzTest(maxDuration = "200s")
    void command(byte[] body) {
        try {
            readAndWrite(body);
        } catch (ProtocolException e) {
            // That is how to say no.
        }
        SessionFuzz.sameHoweverCut(
                () -> SessionFuzz.plain(SocketType.ROUTER, ZmtpVersion.V3_0).feed(TestPeer.greeting(1)),
                FrameHeader.frame(FrameHeader.COMMAND, body));
    }

    private static void readAndWrite(byte[] body) {
        int to = body.length;
        if (PingCommand.matches(body, 0, to)) {
            PingCommand ping = PingCommand.decode(body, 0, to);
            PingCommand again = PingCommand.decode(ping.encode(), 0, ping.encode().length);
            check(Arrays.equals(ping.context(), again.context()));
            check(ping.context().length <= 16);
        }
        if (ReadyCommand.matches(body, 0, to)) {
            check(Arrays.equals(withoutEmptyNames(body), body));
        }
        if (ErrorCommand.matches(body, 0, to)) {
            ErrorCommand error = ErrorCommand.decode(body, 0, to);
            byte[] again = error.encode();
            check(ErrorCommand.decode(again, 0, again.length).equals(error));
        }
        Control control = SubscriptionCommand.decode(body, 0, to);
        if (control != null) {
            check(Arrays.equals(SubscriptionCommand.encode(control), body));
        }
    }

    /** An empty name is read and cannot be written. */
    private static byte[] withoutEmptyNames(byte[] body) {
        ReadyCommand ready = ReadyCommand.decode(body, 0, body.length);
        boolean writable = ready.metadata().properties().stream()
                .noneMatch(property -> property.name().isEmpty());
        return writable ? ready.encode() : body;
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("read and written again it is something else");
        }
    }
}
