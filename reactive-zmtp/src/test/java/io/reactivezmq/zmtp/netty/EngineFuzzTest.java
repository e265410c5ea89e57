package io.reactivezmq.zmtp.netty;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.DealerOptions;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.spi.settings.SocketSettings;
import io.reactivezmq.testing.RawPeer;
import io.reactivezmq.zmtp.codec.Greeting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A whole connection on a channel without a network. Three bytes choose the side, the mechanism, our socket type, the
 * state in which the rest is read, and how it is cut.
 */
class EngineFuzzTest {

    private static final SocketType[] TYPES = SocketType.values();

    @FuzzTest(maxDuration = "200s")
    void engine(byte[] input) {
        if (input.length < 3) {
            return;
        }
        boolean accepted = (input[0] & 1) == 0;
        int security = (input[0] >> 1) & 3;
        int state = (input[0] >> 3) & 3;
        SocketType type = TYPES[(input[1] & 0xff) % TYPES.length];
        Random random = new Random(input[2]);

        TestHost host = new TestHost(type, settings(security));
        host.room = () -> random.nextInt(4) != 0;
        host.toSend.add(ZmqMessage.of("to", "send"));
        host.toSend.add(ZmqMessage.wrap(new byte[100_000]));
        EmbeddedChannel channel = new EmbeddedChannel(new ZmtpHandler(host, accepted));
        try {
            if (state >= 1) {
                feed(channel, Greeting.encode(0, security >= 2 ? "PLAIN" : "NULL", accepted));
            }
            if (state >= 2 && security < 2) {
                feed(channel, RawPeer.command("READY"));
            }
            for (int at = 3; at < input.length; ) {
                int end = Math.min(input.length, at + 1 + random.nextInt(40));
                feed(channel, Arrays.copyOfRange(input, at, end));
                if (random.nextInt(4) == 0) {
                    channel.advanceTimeBy(random.nextInt(300), TimeUnit.MILLISECONDS);
                    channel.runScheduledPendingTasks();
                }
                resume(host, channel);
                at = end;
            }
            check(host, channel);
            // What still waits for room is delivered, and only then it may end.
            host.room = () -> true;
            resume(host, channel);
        } finally {
            channel.close();
            channel.runPendingTasks();
            for (Object message; (message = channel.readOutbound()) != null; ) {
                ReferenceCountUtil.release(message);
            }
        }
        check(host, channel);
        if (host.pipes.isEmpty() ? host.failures.size() != 1 : host.pipes.get(0).end == null) {
            throw new AssertionError("an end that was not reported: " + host.failures);
        }
    }

    private static void resume(TestHost host, EmbeddedChannel channel) {
        for (TestHost.TestPipe pipe : host.pipes) {
            if (pipe.end == null) {
                pipe.link.resume();
            }
        }
        channel.runPendingTasks();
    }

    private static SocketSettings settings(int security) {
        DealerOptions options =
                new DealerOptions().maxMessageSize(100_000).maxFrames(10).heartbeatInterval(Duration.ofSeconds(1));
        switch (security) {
            case 0 -> options.oldestVersion(ZmtpVersion.V3_0);
            case 1 -> options.oldestVersion(ZmtpVersion.V1_0);
            case 2 -> options.plainServer();
            default -> options.plainClient("admin", "secret");
        }
        return options.settings();
    }

    private static void feed(EmbeddedChannel channel, byte[] bytes) {
        if (channel.isOpen()) {
            ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
            channel.writeInbound(buffer);
            channel.runPendingTasks();
        }
    }

    private static void check(TestHost host, EmbeddedChannel channel) {
        channel.checkException();
        if (!host.misuses.isEmpty()) {
            throw new AssertionError(host.misuses.toString());
        }
        if (host.pipes.size() + host.failures.size() > 1) {
            throw new AssertionError("more than one outcome: " + host.pipes + host.failures);
        }
        boolean over = !host.failures.isEmpty() || host.pipes.stream().anyMatch(pipe -> pipe.end != null);
        if (over && channel.isOpen()) {
            throw new AssertionError("ended and still open: " + host.failures);
        }
        for (ZmqException cause : host.causes) {
            // That is how the handler names what it did not reckon with.
            if (cause instanceof PeerLostException && cause.getCause() != null) {
                throw new AssertionError("an unexpected failure", cause);
            }
        }
    }
}
