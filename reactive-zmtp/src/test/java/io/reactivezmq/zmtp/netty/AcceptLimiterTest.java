package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.SocketType;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.testing.RawPeer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections and open handshakes at one listener stay within their limits. */
class AcceptLimiterTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private long now;
    private TestHost host;
    private AcceptLimiter limiter;

    private void open(PullOptions options) {
        host = new TestHost(SocketType.PULL, options.settings());
        limiter = new AcceptLimiter(host, () -> now);
    }

    private EmbeddedChannel come(String ip) {
        return come(limiter, ip);
    }

    private EmbeddedChannel come(AcceptLimiter at, String ip) {
        EmbeddedChannel channel = new EmbeddedChannel(at.accept(new InetSocketAddress(ip, 1000 + channels.size())));
        channels.add(channel);
        return channel;
    }

    private static void shakeHands(EmbeddedChannel channel) {
        channel.writeInbound(Unpooled.wrappedBuffer(RawPeer.greeting(), RawPeer.ready("PUSH")));
    }

    @AfterEach
    void release() {
        for (EmbeddedChannel channel : channels) {
            channel.close();
            channel.runPendingTasks();
            for (Object message; (message = channel.readOutbound()) != null; ) {
                ReferenceCountUtil.release(message);
            }
        }
    }

    @Test
    void oneMoreThanMaxConnectionsIsTurnedAway() {
        open(new PullOptions().maxConnections(2));
        EmbeddedChannel known = come("10.0.0.1");
        shakeHands(known);
        EmbeddedChannel stranger = come("10.0.0.2");
        EmbeddedChannel tooMuch = come("10.0.0.3");
        assertThat(known.isOpen()).isTrue();
        assertThat(stranger.isOpen()).isTrue();
        assertThat(tooMuch.isOpen()).isFalse();
        assertThat(host.failures).singleElement().asString().contains("10.0.0.3:1002", "maxConnections");
        assertThat(host.openHandshakes).as("the second handshake is open").isEqualTo(1);
        known.close();
        assertThat(come("10.0.0.3").isOpen()).isTrue();
        assertThat(limiter.connections()).isEqualTo(2);
    }

    @Test
    void newcomersAreTurnedAwayWhileOpenHandshakesHaveTheirChance() {
        open(new PullOptions().maxHandshakes(2));
        EmbeddedChannel first = come("10.0.0.1");
        come("10.0.0.2");
        now += SECOND - 1;
        assertThat(come("10.0.0.3").isOpen()).isFalse();
        assertThat(first.isOpen()).isTrue();
        assertThat(host.failures).singleElement().asString().contains("10.0.0.3:1002", "maxHandshakes");
        assertThat(limiter.handshakes()).isEqualTo(2);
    }

    @Test
    void afterThatTheOldestGivesWay() {
        open(new PullOptions().maxHandshakes(2));
        EmbeddedChannel first = come("10.0.0.1");
        EmbeddedChannel second = come("10.0.0.2");
        now += SECOND;
        EmbeddedChannel third = come("10.0.0.3");
        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
        assertThat(host.failures).singleElement().asString().contains("maxHandshakes");
        assertThat(limiter.handshakes()).isEqualTo(2);
        assertThat(limiter.connections()).isEqualTo(2);
    }

    @Test
    void finishedHandshakesDoNotCount() {
        open(new PullOptions().maxHandshakes(1));
        for (int i = 0; i < 5; i++) {
            shakeHands(come("10.0.0.1"));
        }
        assertThat(host.pipes).hasSize(5);
        assertThat(host.failures).isEmpty();
        assertThat(limiter.handshakes()).isZero();
        assertThat(limiter.connections()).isEqualTo(5);
    }

    @Test
    void eachAddressHasALimitOfItsOwn() {
        open(new PullOptions().maxHandshakesPerAddress(1).maxHandshakes(3));
        EmbeddedChannel here = come("10.0.0.1");
        EmbeddedChannel there = come("10.0.0.2");
        assertThat(come("10.0.0.2").isOpen()).isFalse();
        assertThat(host.failures).singleElement().asString().contains("maxHandshakesPerAddress");
        now += SECOND;
        EmbeddedChannel newcomer = come("10.0.0.2");
        assertThat(newcomer.isOpen()).isTrue();
        assertThat(there.isOpen()).isFalse();
        assertThat(here.isOpen()).isTrue();
        newcomer.close();
        assertThat(come("10.0.0.2").isOpen()).isTrue();
    }

    @Test
    void whoIsStillAtTlsGivesWayToo() {
        open(new PullOptions().maxHandshakes(1));
        ChannelHandler waiting = new ChannelDuplexHandler() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                // The session does not hear of it yet.
            }

            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                // Nor does anything go out; the promise stays open.
                ReferenceCountUtil.release(message);
            }
        };
        EmbeddedChannel first = new EmbeddedChannel(waiting, limiter.accept(new InetSocketAddress("10.0.0.1", 999)));
        channels.add(first);
        now += SECOND;
        assertThat(come("10.0.0.2").isOpen()).isTrue();
        assertThat(first.isOpen()).isFalse();
        assertThat(host.failures).singleElement().asString().contains("10.0.0.1:999", "maxHandshakes");
        assertThat(limiter.connections()).isEqualTo(1);
    }

    private TestHost other(HandshakeLimiter handshakes) {
        TestHost another = new TestHost(SocketType.PULL, new PullOptions().settings());
        another.handshakes = handshakes;
        return another;
    }

    @Test
    void allListenersOfAContextHaveALimitTogether() {
        HandshakeLimiter together = new HandshakeLimiter(2, 2, " of the context", () -> now);
        host = other(together);
        limiter = new AcceptLimiter(host, () -> now);
        TestHost elsewhere = other(together);
        AcceptLimiter other = new AcceptLimiter(elsewhere, () -> now);
        EmbeddedChannel first = come("10.0.0.1");
        EmbeddedChannel second = come(other, "10.0.0.2");
        assertThat(come("10.0.0.3").isOpen()).isFalse();
        assertThat(come(other, "10.0.0.3").isOpen()).isFalse();
        assertThat(host.failures).singleElement().asString().contains("10.0.0.3", "(maxHandshakes of the context)");
        assertThat(limiter.handshakes()).isEqualTo(1);
        assertThat(limiter.connections()).isEqualTo(1);

        // The oldest is evicted, at whichever listener it is.
        now += SECOND;
        EmbeddedChannel third = come(other, "10.0.0.3");
        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
        assertThat(host.failures).hasSize(2).last().asString().contains("10.0.0.1", "(maxHandshakes of the context)");
        assertThat(together.count()).isEqualTo(2);

        // Who is known does not count, nor who has gone.
        shakeHands(second);
        assertThat(come("10.0.0.4").isOpen()).isTrue();
        third.close();
        assertThat(come("10.0.0.5").isOpen()).isTrue();
        assertThat(together.count()).isEqualTo(2);
    }

    @Test
    void anAddressHasALimitAtAllListenersTogether() {
        HandshakeLimiter together = new HandshakeLimiter(10, 2, " of the context", () -> now);
        host = other(together);
        limiter = new AcceptLimiter(host, () -> now);
        TestHost elsewhere = other(together);
        AcceptLimiter other = new AcceptLimiter(elsewhere, () -> now);
        come("10.0.0.1");
        come(other, "10.0.0.1");
        assertThat(come(other, "10.0.0.1").isOpen()).isFalse();
        assertThat(come(other, "10.0.0.2").isOpen()).isTrue();
        assertThat(elsewhere.failures)
                .singleElement()
                .asString()
                .contains("10.0.0.1", "(maxHandshakesPerAddress of the context)");
    }

    @Test
    void closingEndsStrangersOnly() {
        open(new PullOptions());
        EmbeddedChannel known = come("10.0.0.1");
        shakeHands(known);
        EmbeddedChannel stranger = come("10.0.0.2");
        limiter.close();
        assertThat(known.isOpen()).isTrue();
        assertThat(stranger.isOpen()).isFalse();
        assertThat(limiter.connections()).isEqualTo(1);
    }
}
