package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PubSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A message that {@code trySend} accepted and that found no room afterwards, since something else took it: it is sent
 * within the linger time like any other.
 */
class AcceptedAtTheEndTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    /** Uses up room on the loop, and then by a ticket that another thread holds for the same room. */
    private void sendTwoIntoRoomForOne(MessageSender sender) {
        harness.settle();
        harness.run(() -> assertThat(sender.trySend(ZmqMessage.of("a"))).isTrue());
        assertThat(sender.trySend(ZmqMessage.of("b"))).isTrue();
        harness.settle();
    }

    private void assertSentAtTheEnd(ZmqSocket<?> socket, FakePeer peer, Received<Void> end) {
        harness.settle();
        harness.advance(Duration.ofSeconds(9));
        assertThat(end.isOpen()).isTrue();
        assertThat(peer.takeTexts()).containsExactly("a", "b");
        harness.settle();
        assertThat(end.isCompleted()).isTrue();
        assertThat(harness.await(socket.statistics()).dropped()).isZero();
    }

    private DealerSocket dealer() {
        return harness.zmq().dealer(o -> o.linger(LONG).sendHighWaterMark(1)).connect(harness.uri("there"));
    }

    @Test
    void closingSendsIt() {
        DealerSocket dealer = dealer();
        FakePeer peer = harness.at("there").accept();
        sendTwoIntoRoomForOne(dealer);
        assertSentAtTheEnd(dealer, peer, Received.of(dealer.close(), 0));
    }

    @Test
    void drainingSendsIt() {
        DealerSocket dealer = dealer();
        FakePeer peer = harness.at("there").accept();
        sendTwoIntoRoomForOne(dealer);
        assertSentAtTheEnd(dealer, peer, Received.of(dealer.drain(Duration.ofSeconds(10)), 0));
    }

    @Test
    void closingSendsItToASinglePeer() {
        RouterSocket router = harness.zmq().router(o -> o.linger(LONG).sendHighWaterMark(1));
        harness.await(router.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect("peer");
        sendTwoIntoRoomForOne(router.to(RoutingId.of("peer")));
        assertSentAtTheEnd(router, peer, Received.of(router.close(), 0));
    }

    @Test
    void closingSendsItToSubscribers() {
        PubSocket pub =
                harness.zmq().pub(o -> o.linger(LONG).sendHighWaterMark(1).onFull(OnFull.BACKPRESSURE));
        harness.await(pub.bind(harness.uri("here")));
        FakePeer fast = harness.at("here").connect().subscribe("").reading();
        FakePeer slow = harness.at("here").connect().subscribe("");
        sendTwoIntoRoomForOne(pub);
        assertSentAtTheEnd(pub, slow, Received.of(pub.close(), 0));
        assertThat(fast.gotTexts()).containsExactly("a", "b");
    }

    @Test
    void itCountsAsDroppedWhenTheTimeIsOver() {
        DealerSocket dealer = dealer();
        harness.at("there").accept();
        sendTwoIntoRoomForOne(dealer);
        Received<Void> closed = Received.of(dealer.close(), 0);
        harness.settle();
        harness.advance(LONG);
        assertThat(closed.isCompleted()).isTrue();
        assertThat(harness.await(dealer.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
    }

    @Test
    void closingWithoutAPeerDropsIt() {
        DealerSocket dealer = harness.zmq().dealer(o -> o.linger(LONG).sendHighWaterMark(1));
        harness.await(dealer.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect();
        sendTwoIntoRoomForOne(dealer);
        peer.disconnect();
        harness.settle();
        assertThat(harness.await(dealer.statistics()).sendQueue()).isEqualTo(2);
        Received<Void> closed = Received.of(dealer.close(), 0);
        harness.settle();
        assertThat(closed.isCompleted()).isTrue();
        assertThat(harness.await(dealer.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
    }
}
