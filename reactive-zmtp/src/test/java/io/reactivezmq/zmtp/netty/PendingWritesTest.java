package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.PairOptions;
import io.reactivezmq.spi.WriteBudget;
import io.reactivezmq.testing.RawPeer;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes behind a handler that changes the bytes, as TLS and WebSocket do, when the channel closes or a write fails.
 */
class PendingWritesTest {

    private enum Writes {
        PASS,
        FAIL,
        WAIT,
        FAIL_WHEN_FLUSHED
    }

    private final WriteBudget budget = new WriteBudget(64 << 20);

    private final TestHost host = new TestHost(SocketType.PAIR, new PairOptions().settings()) {
        @Override
        public WriteBudget writeBudget() {
            return budget;
        }
    };

    private Writes writes = Writes.PASS;

    /** Stands for TLS. */
    private final class Changing extends ChannelDuplexHandler {

        private final List<ChannelPromise> waiting = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (writes == Writes.PASS) {
                context.write(message, promise);
                return;
            }
            ReferenceCountUtil.release(message);
            if (writes == Writes.FAIL) {
                promise.tryFailure(new IOException("test"));
            } else {
                waiting.add(promise);
            }
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            if (writes == Writes.FAIL_WHEN_FLUSHED) {
                fail(new IOException("test"));
            }
            context.flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(new ClosedChannelException());
            context.fireChannelInactive();
        }

        private void fail(IOException cause) {
            List<ChannelPromise> failing = List.copyOf(waiting);
            waiting.clear();
            failing.forEach(promise -> promise.tryFailure(cause));
        }
    }

    private final Changing changing = new Changing();
    private final EmbeddedChannel channel = new EmbeddedChannel(changing, new ZmtpHandler(host, true));

    private TestHost.TestPipe connect() {
        feed(RawPeer.greeting());
        feed(RawPeer.ready("PAIR"));
        return host.pipes.get(0);
    }

    private void feed(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        channel.runPendingTasks();
    }

    private void send(TestHost.TestPipe pipe, int messages, int size) {
        for (int i = 0; i < messages; i++) {
            pipe.outbound.add(ZmqMessage.wrap(new byte[size]));
        }
        pipe.link.wake();
        channel.runPendingTasks();
    }

    /** Closes the channel while bytes of the peer wait for room. */
    private void peerCloses(TestHost.TestPipe pipe) {
        host.room = () -> false;
        feed(RawPeer.frames(ZmqMessage.of("last words")));
        channel.close();
        channel.runPendingTasks();
        assertThat(pipe.end).isNull();
    }

    private void receiveRest(TestHost.TestPipe pipe) {
        host.room = () -> true;
        pipe.link.resume();
        channel.runPendingTasks();
        assertThat(pipe.end).isNotNull();
        assertThat(pipe.messages).hasSize(1);
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        assertThat(host.misuses).isEmpty();
        assertThat(budget.used()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void messagesStayInThePipeOnceTheChannelIsClosed(int size) {
        TestHost.TestPipe pipe = connect();
        peerCloses(pipe);
        send(pipe, 3, size);
        assertThat(budget.used()).isZero();
        receiveRest(pipe);
        assertThat(pipe.uncertain).isZero();
        assertThat(pipe.outbound.size() + pipe.underWay.size()).isEqualTo(3);
    }

    @Test
    void messagesWhoseWriteFailsBeforeItIsFlushedAreNotSent() {
        TestHost.TestPipe pipe = connect();
        writes = Writes.FAIL;
        send(pipe, 3, 10);
        assertThat(pipe.end).isNotNull();
        assertThat(pipe.uncertain).isZero();
        assertThat(pipe.underWay).hasSize(3);
    }

    @Test
    void messagesWhoseWriteFailsAfterwardsAreUncertain() {
        TestHost.TestPipe pipe = connect();
        writes = Writes.FAIL_WHEN_FLUSHED;
        send(pipe, 3, 10);
        assertThat(pipe.end).isNotNull();
        assertThat(pipe.uncertain).isEqualTo(2);
        assertThat(pipe.underWay).hasSize(1);
    }

    /** As heartbeats see whether the peer reads. */
    @Test
    void bytesOfAWriteThatIsTakenInPartCount() {
        TestHost.TestPipe pipe = connect();
        HeartbeatSender link = (HeartbeatSender) pipe.link;
        long before = link.taken();
        writes = Writes.WAIT;
        send(pipe, 1, 60_000);
        ChannelProgressivePromise write = (ChannelProgressivePromise) changing.waiting.get(0);
        write.tryProgress(100, 60_000);
        assertThat(link.taken()).isEqualTo(before + 100);
        changing.waiting.forEach(ChannelPromise::trySuccess);
        changing.waiting.clear();
        assertThat(link.taken()).isBetween(before + 60_000, before + 60_010);
    }

    @Test
    void theBudgetIsFreeWhileThePeersLastBytesWait() {
        TestHost.TestPipe pipe = connect();
        writes = Writes.WAIT;
        send(pipe, 1, 200_000);
        assertThat(budget.used()).isPositive();
        peerCloses(pipe);
        assertThat(budget.used()).isZero();
        receiveRest(pipe);
    }
}
