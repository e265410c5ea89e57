package io.reactivezmq.zmtp.netty.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.SocketType;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.zmtp.netty.TestHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that the operating system has not taken when this side closes a connection with TLS. */
class TlsCloseTest {

    /** Takes bytes only while the test wants it to. */
    private static final class SlowChannel extends EmbeddedChannel {

        private boolean full;

        @Override
        protected void doWrite(ChannelOutboundBuffer buffers) throws Exception {
            if (!full) {
                super.doWrite(buffers);
            }
        }
    }

    /** Closes the channel only when everything has been written, as TLS does for some seconds. */
    private static final class Tls extends ChannelOutboundHandlerAdapter {

        private int closes;

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            closes++;
        }
    }

    private final SlowChannel channel = new SlowChannel();
    private final Tls tls = new Tls();

    TlsCloseTest() {
        TestHost host = new TestHost(SocketType.PUSH, new PushOptions().settings());
        channel.pipeline().addLast(tls, new TlsHandshakeHandler(host, true));
    }

    @AfterEach
    void release() {
        channel.unsafe().closeForcibly();
        channel.releaseOutbound();
    }

    /** The messages return to their queue, and the next connection sends them. */
    @Test
    void areNotSent() {
        channel.full = true;
        channel.pipeline().writeAndFlush(Unpooled.wrappedBuffer(new byte[100]));
        channel.pipeline().close();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(tls.closes).isZero();
    }

    @Test
    void aConnectionWithoutAnyIsClosedByTls() {
        channel.pipeline().writeAndFlush(Unpooled.wrappedBuffer(new byte[100]));
        channel.pipeline().close();
        assertThat(tls.closes).isOne();
        assertThat(channel.isOpen()).isTrue();
    }
}
