package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.CapturedLogs;
import io.reactivezmq.testing.RawPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.util.Loggers;

/** The wire log is in the pipeline of a connection only if its logger was at TRACE when the connection was made. */
class WireLogInstallTest {

    /** A channel whose operating system takes only a part of what is written, once the test says so. */
    private static final class SlowChannel extends EmbeddedChannel {

        private int takes = -1;

        SlowChannel(ChannelHandler handler) {
            super(handler);
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer out) throws Exception {
            if (takes < 0) {
                super.doWrite(out);
            } else {
                out.progress(takes);
                takes = 0;
            }
        }
    }

    private final TestHost host = new TestHost(SocketType.PUSH, new PushOptions().settings());
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    private SlowChannel connect() {
        SlowChannel channel = new SlowChannel(new ZmtpHandler(host, true));
        channels.add(channel);
        channel.writeInbound(Unpooled.wrappedBuffer(RawPeer.greeting(), RawPeer.ready("PULL")));
        channel.runPendingTasks();
        return channel;
    }

    private static List<Class<?>> handlers(EmbeddedChannel channel) {
        List<Class<?>> all = new ArrayList<>();
        for (Map.Entry<String, ChannelHandler> each : channel.pipeline()) {
            all.add(each.getValue().getClass());
        }
        return all;
    }

    @AfterEach
    void release() {
        Loggers.resetLoggerFactory();
        for (EmbeddedChannel channel : channels) {
            channel.close();
            channel.runPendingTasks();
            for (Object message; (message = channel.readOutbound()) != null; ) {
                ReferenceCountUtil.release(message);
            }
            channel.checkException();
        }
        assertThat(host.misuses).isEmpty();
    }

    @Test
    void offItIsNotInThePipeline() {
        assertThat(handlers(connect())).containsExactly(ZmtpHandler.class);
    }

    @Test
    void theLevelIsReadWhenTheConnectionIsMade() {
        EmbeddedChannel before = connect();
        try (CapturedLogs logs = CapturedLogs.open()) {
            EmbeddedChannel traced = connect();
            assertThat(handlers(traced)).startsWith(WireLog.class, ZmtpHandler.class);
            assertThat(handlers(before)).containsExactly(ZmtpHandler.class);
            assertThat(logs.of("TRACE", "wire"))
                    .first()
                    .isEqualTo("test tcp://127.0.0.1:5555 embedded: received greeting of ZMTP 3.1 with NULL");
        }
        assertThat(handlers(connect())).containsExactly(ZmtpHandler.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whichMessagesALostPeerCannotHaveIsKnownAsWithoutIt(boolean traced) {
        try (CapturedLogs logs = CapturedLogs.open()) {
            if (!traced) {
                Loggers.resetLoggerFactory();
            }
            SlowChannel channel = connect();
            assertThat(handlers(channel).contains(WireLog.class)).isEqualTo(traced);
            TestHost.TestPipe pipe = host.pipes.get(0);
            for (int i = 0; i < 3; i++) {
                pipe.outbound.add(ZmqMessage.of("hello"));
            }
            channel.takes = 2 + "hello".length();
            pipe.link.wake();
            channel.runPendingTasks();
            pipe.link.close(new SocketClosedException("test"));
            // One whole message was taken. Behind a handler that changes bytes, two would be uncertain.
            assertThat(pipe.underWay).hasSize(2);
            assertThat(logs.of("TRACE", "wire").stream().filter(line -> line.endsWith(": sent frame of 5 bytes")))
                    .hasSize(traced ? 3 : 0);
        }
    }
}
