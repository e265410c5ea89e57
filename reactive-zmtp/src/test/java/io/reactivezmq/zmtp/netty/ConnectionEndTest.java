package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.testing.RawPeer;
import io.reactivezmq.zmtp.codec.Greeting;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** In each state of a connection, exactly one side learns of its end: the attempt, the host, or the pipe. */
class ConnectionEndTest {

    private static final SocketClosedException REASON = new SocketClosedException("test");

    private final Sinks.One<AuthResult> answer = Sinks.one();
    private final AtomicInteger ends = new AtomicInteger();
    private Attachment attachment = Attachment.ACCEPT;
    private EmbeddedChannel channel = new EmbeddedChannel();

    /** What the host does with a peer whose handshake is finished. */
    private enum Attachment {
        ACCEPT,
        REFUSE,
        CLOSE_INSIDE
    }

    private final class Host extends TestHost {

        Host(PullOptions options) {
            super(SocketType.PULL, options.settings());
        }

        @Override
        public Mono<AuthResult> authenticate(AuthRequest request) {
            return answer.asMono();
        }

        @Override
        public LinkPipe attach(Link link, PeerInfo peer) {
            if (attachment == Attachment.REFUSE) {
                throw new PeerRefusedException(peer.address(), "no place");
            }
            LinkPipe pipe = super.attach(link, peer);
            if (attachment == Attachment.CLOSE_INSIDE) {
                link.close(REASON);
            }
            return pipe;
        }
    }

    private Host host = new Host(new PullOptions());
    private ZmtpHandler handler = handler();

    private ZmtpHandler handler() {
        ZmtpHandler made = new ZmtpHandler(host, true);
        made.onEnd(ends::incrementAndGet);
        return made;
    }

    private void open() {
        channel = new EmbeddedChannel(handler);
    }

    private void feed(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        channel.runPendingTasks();
    }

    private void shakeHands() {
        open();
        feed(RawPeer.greeting());
        feed(RawPeer.ready("PUSH"));
    }

    /** A connection whose peer has been authenticated only when {@link #answer} says so. */
    private void ask() {
        Authenticator never = request -> Mono.never();
        host = new Host(new PullOptions().plainServer().authenticator(never));
        handler = handler();
        open();
        feed(Greeting.encode(0, "PLAIN", false));
        feed(RawPeer.command("HELLO", "\5admin\6secret".getBytes()));
    }

    private void peerCloses() {
        channel.close();
        channel.runPendingTasks();
    }

    private void assertEnd(int failures, int pipes) {
        assertThat(ends).hasValue(1);
        assertThat(host.failures).hasSize(failures);
        assertThat(host.pipes).hasSize(pipes);
        assertThat(host.causes).hasSize(1);
        assertThat(channel.isOpen()).isFalse();
        handler.end(new SocketClosedException("again"));
        handler.exceptionCaught(handler.context(), new IllegalStateException("after the end"));
        assertThat(ends).hasValue(1);
        assertThat(host.causes).hasSize(1);
    }

    @AfterEach
    void release() {
        channel.close();
        channel.runPendingTasks();
        for (Object message; (message = channel.readOutbound()) != null; ) {
            ReferenceCountUtil.release(message);
        }
        channel.checkException();
        assertThat(host.misuses).isEmpty();
    }

    @Test
    void beforeTheChannelIsActiveTheHandlerReportsNothing() {
        handler.abort();
        assertThat(ends).hasValue(1);
        open();
        assertThat(channel.isOpen()).isFalse();
        assertThat(host.causes).isEmpty();
        ByteBuf written = channel.readOutbound();
        assertThat(written).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void beforeTheChannelIsActiveFailuresGoToTheHandlersBehind(boolean aborted) {
        if (aborted) {
            handler.abort();
        }
        AtomicInteger passedOn = new AtomicInteger();
        ChannelHandler tls = new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                // The session is not to begin yet.
            }
        };
        ChannelHandler behind = new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                passedOn.incrementAndGet();
            }
        };
        channel = new EmbeddedChannel(tls, handler, behind);
        channel.pipeline().fireExceptionCaught(new IllegalStateException("TLS"));
        assertThat(handler.hasBegun()).isFalse();
        assertThat(passedOn).hasValue(1);
        assertThat(host.causes).isEmpty();
    }

    @Test
    void duringTheHandshakeTheHostLearnsOfIt() {
        open();
        feed(RawPeer.greeting());
        peerCloses();
        assertEnd(1, 0);
        assertThat(host.failures.get(0)).contains("during the NULL handshake");
    }

    @Test
    void anAbortedHandshakeIsNotReported() {
        open();
        feed(RawPeer.greeting());
        handler.abort();
        channel.runPendingTasks();
        assertThat(ends).hasValue(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(host.causes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBytesOfTheReadThatEndsTheConnectionAreCounted(boolean inOneRead) {
        byte[] ready = RawPeer.ready("PUSH");
        byte[] broken = {(byte) 0xff};
        open();
        feed(RawPeer.greeting());
        if (inOneRead) {
            byte[] both = Arrays.copyOf(ready, ready.length + broken.length);
            both[ready.length] = broken[0];
            feed(both);
        } else {
            feed(ready);
            feed(broken);
        }
        assertEnd(0, 1);
        assertThat(host.pipes.get(0).bytesReceived).isEqualTo(RawPeer.greeting().length + ready.length + 1);
    }

    @Test
    void duringAnAuthenticationTheHostLearnsOfItAndTheResultChangesNothing() {
        ask();
        assertThat(handler.isWaiting()).isTrue();
        peerCloses();
        answer.tryEmitValue(AuthResult.accepted());
        assertEnd(1, 0);
    }

    @Test
    void afterAnAuthenticationTheHandshakeContinues() {
        ask();
        answer.tryEmitValue(AuthResult.accepted());
        assertThat(handler.isWaiting()).isFalse();
        assertThat(handler.isHandshaking()).isTrue();
        peerCloses();
        assertEnd(1, 0);
    }

    @Test
    void whenTheHostRefusesThePeerTheHostLearnsOfIt() {
        attachment = Attachment.REFUSE;
        shakeHands();
        assertEnd(1, 0);
        assertThat(host.causes.get(0)).isInstanceOf(PeerRefusedException.class);
    }

    @Test
    void whenTheHostClosesTheLinkWhileItAttachesItThePipeLearnsOfIt() {
        attachment = Attachment.CLOSE_INSIDE;
        handler.onReady(() -> {
            throw new AssertionError("the handshake of a closed connection was reported as finished");
        });
        shakeHands();
        assertEnd(0, 1);
        assertThat(host.pipes.get(0).end).isSameAs(REASON);
    }

    @Test
    void afterTheHandshakeThePipeLearnsOfIt() {
        shakeHands();
        peerCloses();
        assertEnd(0, 1);
        assertThat(host.pipes.get(0).end).isInstanceOf(PeerLostException.class);
    }

    @Test
    void bytesFromBeforeThePeersCloseAreReceivedFirst() {
        host.room = () -> false;
        shakeHands();
        feed(RawPeer.frames(ZmqMessage.of("last words")));
        peerCloses();
        assertThat(ends).hasValue(0);
        host.room = () -> true;
        host.pipes.get(0).link.resume();
        channel.runPendingTasks();
        assertThat(host.pipes.get(0).messages).extracting(ZmqMessage::text).containsExactly("last words");
        assertEnd(0, 1);
        assertThat(host.pipes.get(0).end).hasMessageContaining("the peer closed the connection");
    }

    @Test
    void aCloseByThisSideWhileTheseBytesWaitComesFirst() {
        host.room = () -> false;
        shakeHands();
        feed(RawPeer.frames(ZmqMessage.of("last words")));
        peerCloses();
        host.pipes.get(0).link.close(REASON);
        assertEnd(0, 1);
        assertThat(host.pipes.get(0).end).isSameAs(REASON);
    }

    @Test
    void aTransitionThatIsNotLegalEndsTheConnectionAndNothingElse() {
        open();
        channel.pipeline().fireChannelActive();
        channel.runPendingTasks();
        assertEnd(1, 0);
        assertThat(host.causes.get(0)).hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
