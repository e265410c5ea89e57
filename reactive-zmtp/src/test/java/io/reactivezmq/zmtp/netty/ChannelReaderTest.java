package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.testing.RawPeer;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are read while the pipe is full, as after the peer's close. */
class ChannelReaderTest {

    private final TestHost host = new TestHost(SocketType.PULL, new PullOptions().settings());
    private final EmbeddedChannel channel = new EmbeddedChannel(new ZmtpHandler(host, true));

    private TestHost.TestPipe connect() {
        host.room = () -> false;
        channel.writeInbound(Unpooled.wrappedBuffer(RawPeer.greeting()));
        channel.writeInbound(Unpooled.wrappedBuffer(RawPeer.ready("PUSH")));
        channel.runPendingTasks();
        return host.pipes.get(0);
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(host.misuses).isEmpty();
    }

    private static byte[] frames(int messages, int size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < messages; i++) {
            all.writeBytes(RawPeer.frames(ZmqMessage.of(text(i, size))));
        }
        return all.toByteArray();
    }

    private static String text(int number, int size) {
        return number + "-".repeat(size);
    }

    private static List<String> texts(int messages, int size) {
        return IntStream.range(0, messages).mapToObj(i -> text(i, size)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024, 100})
    void areKeptWithoutCopyingThemForEachRead(int read) {
        int count = read == 100 ? 20_000 : 300;
        TestHost.TestPipe pipe = connect();
        byte[] bytes = new byte[read];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++) {
            channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(bytes));
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // Frames of zero bytes without a body: the first one waits for room, and all others behind it.
        assertThat(pipe.messages).isEmpty();
        assertThat(allocated).isLessThan(4L * count * read);
    }

    @Test
    void arePassedOnCompleteAndInOrder() {
        int messages = 3000;
        byte[] all = frames(messages, 150);
        TestHost.TestPipe pipe = connect();
        Random random = new Random(7);
        ByteBuf rest = Unpooled.wrappedBuffer(all);
        while (rest.isReadable()) {
            int count = Math.min(rest.readableBytes(), 1 + random.nextInt(random.nextBoolean() ? 100 : 100_000));
            channel.pipeline().fireChannelRead(rest.readRetainedSlice(count));
        }
        rest.release();
        channel.close();
        assertThat(pipe.end).isNull();
        int[] room = {0};
        host.room = () -> room[0]-- > 0;
        for (int turn = 0; pipe.end == null; turn++) {
            assertThat(turn).as("turns").isLessThan(10_000);
            room[0] = random.nextInt(1000);
            pipe.link.resume();
            channel.runPendingTasks();
        }
        assertThat(pipe.messages).extracting(ZmqMessage::text).isEqualTo(texts(messages, 150));
        assertThat(pipe.bytesReceived).isEqualTo(RawPeer.greeting().length + RawPeer.ready("PUSH").length + all.length);
    }
}
