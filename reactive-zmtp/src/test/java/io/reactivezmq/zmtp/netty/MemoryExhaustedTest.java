package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.MemoryExhaustedException;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.RawPeer;
import io.reactivezmq.zmtp.codec.Greeting;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection for whose messages there is no memory ends, with a typed reason, and keeps what was not written. */
class MemoryExhaustedTest {

    /** Larger than a piece of a large frame, so that it takes several buffers. */
    private static final int LARGE = 200_000;

    private final LimitedAllocator allocator = new LimitedAllocator();
    private final TestHost host = new TestHost(SocketType.PUSH, new PushOptions().settings());
    private EmbeddedChannel channel = new EmbeddedChannel();

    private TestHost.TestPipe connect() {
        channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast(new ZmtpHandler(host, true));
        channel.pipeline().fireChannelActive();
        feed(Greeting.encode(0, "NULL", false));
        feed(RawPeer.command("READY"));
        return host.pipes.get(host.pipes.size() - 1);
    }

    private void feed(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        channel.runPendingTasks();
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(host.misuses).isEmpty();
    }

    @ParameterizedTest(name = "{0} buffers, a message of {1} bytes")
    @CsvSource({"0, 10", "0, " + LARGE, "1, " + LARGE, "2, " + LARGE})
    void whileWriting(int buffers, int size) {
        TestHost.TestPipe pipe = connect();
        pipe.outbound.add(ZmqMessage.wrap(new byte[size]));
        pipe.outbound.add(ZmqMessage.of("behind it"));
        allocator.limit(buffers);
        pipe.link.wake();
        channel.runPendingTasks();
        assertThat(pipe.end)
                .isInstanceOf(MemoryExhaustedException.class)
                .hasMessageContaining("no memory")
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(channel.isOpen()).isFalse();
        assertThat(pipe.underWay.size() + pipe.outbound.size())
                .as("neither message was written to its end")
                .isEqualTo(2);
        assertTheLoopServesOthers();
    }

    @Test
    void whileReading() {
        TestHost.TestPipe pipe = connect();
        channel.pipeline().fireExceptionCaught(new OutOfMemoryError("Cannot reserve bytes of direct buffer memory"));
        channel.runPendingTasks();
        assertThat(pipe.end).isInstanceOf(MemoryExhaustedException.class);
        assertThat(channel.isOpen()).isFalse();
        assertTheLoopServesOthers();
    }

    /** What the loop keeps for all of its connections, such as a half-filled batch, is clean for the next one. */
    private void assertTheLoopServesOthers() {
        channel.finishAndReleaseAll();
        allocator.limit(Integer.MAX_VALUE);
        TestHost.TestPipe next = connect();
        for (Object sent; (sent = channel.readOutbound()) != null; ) {
            ReferenceCountUtil.release(sent);
        }
        next.outbound.add(ZmqMessage.of("hello"));
        next.link.wake();
        channel.runPendingTasks();
        ByteBuf sent = channel.readOutbound();
        assertThat(sent.toString(StandardCharsets.US_ASCII)).isEqualTo("\0\5hello");
        sent.release();
        assertThat(next.underWay).isEmpty();
    }
}
