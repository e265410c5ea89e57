package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
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
 * An endpoint that was disconnected while messages wait connects again to send them. Everything else of that connection
 * is over for the socket: it has no routing id, no subscriptions, gets no new messages, and nothing is received by it.
 */
class ReconnectWhileStoppingTest {

    private static final RoutingId BOB = RoutingId.of("bob");
    private static final Duration LINGER = Duration.ofSeconds(30);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    /** Disconnects the endpoint "there", loses its connection, and lets it connect again. */
    private FakePeer comesBack(ZmqSocket socket, FakePeer there) {
        socket.disconnect(harness.uri("there"));
        harness.settle();
        return comesBack(there);
    }

    private FakePeer comesBack(FakePeer there) {
        there.disconnect();
        harness.advance(Duration.ofSeconds(1));
        return harness.at("there").accept();
    }

    @Test
    void anAssignedRoutingIdIsFreeForAnotherEndpointMeanwhileAndAfterwards() {
        RouterSocket router =
                harness.zmq().router(o -> o.linger(LINGER).mandatory(true)).connect(harness.uri("there"), BOB);
        harness.await(router.send(ZmqMessage.of("bob", "1")));
        harness.await(router.send(ZmqMessage.of("bob", "2")));
        FakePeer again = comesBack(router, harness.at("there").accept());

        router.connect(harness.uri("elsewhere"), BOB);
        FakePeer elsewhere = harness.at("elsewhere").accept();
        harness.await(router.send(ZmqMessage.of("bob", "3")));
        assertThat(elsewhere.takeTexts()).containsExactly("3");

        again = comesBack(again);
        assertThat(elsewhere.isUp()).isTrue();
        assertThat(again.takeTexts()).containsExactly("1", "2");
        assertThat(again.isUp()).isFalse();
        router.disconnect(harness.uri("elsewhere"));
        harness.settle();
        router.connect(harness.uri("third"), BOB);
        harness.await(router.send(ZmqMessage.of("bob", "4")));
        assertThat(harness.at("third").accept().takeTexts()).containsExactly("4");
    }

    @Test
    void handoverDoesNotGiveTheRoutingIdBackToTheStoppingEndpoint() {
        RouterSocket router =
                harness.zmq().router(o -> o.linger(LINGER).handover(true)).connect(harness.uri("there"), BOB);
        harness.await(router.send(ZmqMessage.of("bob", "1")));
        FakePeer there = harness.at("there").accept();
        router.disconnect(harness.uri("there"));
        router.connect(harness.uri("elsewhere"), BOB);
        FakePeer elsewhere = harness.at("elsewhere").accept();
        FakePeer again = comesBack(there);
        assertThat(elsewhere.isUp()).isTrue();
        assertThat(again.takeTexts()).containsExactly("1");
    }

    @Test
    void aPairIsFreeForAnotherPeer() {
        PairSocket pair = harness.zmq().pair(o -> o.linger(LINGER)).connect(harness.uri("there"));
        harness.await(pair.send("1"));
        FakePeer again = comesBack(pair, harness.at("there").accept());
        pair.connect(harness.uri("elsewhere"));
        FakePeer elsewhere = harness.at("elsewhere").accept();
        harness.await(pair.send("2"));
        assertThat(elsewhere.takeTexts()).containsExactly("2");
        assertThat(comesBack(again).takeTexts()).containsExactly("1");

        pair.disconnect(harness.uri("elsewhere"));
        harness.settle();
        pair.connect(harness.uri("third"));
        FakePeer third = harness.at("third").accept();
        assertThat(third.refusal()).isNull();
        harness.await(pair.send("3"));
        assertThat(third.takeTexts()).containsExactly("3");
    }

    @Test
    void nothingIsReceivedAndTheDropsAreCounted() {
        DealerSocket dealer = harness.zmq().dealer(o -> o.linger(LINGER)).connect(harness.uri("there"));
        Received<ZmqMessage> received = Received.of(dealer.receive(), Long.MAX_VALUE);
        harness.await(dealer.send("1"));
        FakePeer again = comesBack(dealer, harness.at("there").accept());
        again.deliver("a", "b");
        assertThat(again.takeTexts()).containsExactly("1");
        assertThat(received.values()).isEmpty();
        assertThat(harness.await(dealer.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(2);
        assertThat(harness.await(dealer.statistics()).messagesReceived()).isZero();
    }

    @Test
    void aPublisherDoesNotWaitForIt() {
        PubSocket pub = harness.zmq()
                .pub(o -> o.linger(LINGER).sendHighWaterMark(2).onFull(OnFull.BACKPRESSURE))
                .connect(harness.uri("there"));
        FakePeer there = harness.at("there").accept().subscribe("");
        harness.await(pub.send("1"));
        harness.await(pub.send("2"));
        FakePeer again = comesBack(pub, there).subscribe("");
        harness.await(pub.send("3"));
        assertThat(again.takeTexts()).containsExactly("1", "2");
    }

    @Test
    void anXPubIsNotNotifiedOfItsSubscriptions() {
        XPubSocket xpub = harness.zmq().xpub(o -> o.linger(LINGER)).connect(harness.uri("there"));
        Received<ZmqMessage> received = Received.of(xpub.receive(), Long.MAX_VALUE);
        FakePeer there = harness.at("there").accept().subscribe("a");
        harness.await(xpub.send("a1"));
        FakePeer again = comesBack(xpub, there);
        assertThat(received.texts()).containsExactly("\u0001a", "\u0000a");
        again.subscribe("a", "b");
        harness.await(xpub.send("a2"));
        assertThat(received.texts()).containsExactly("\u0001a", "\u0000a");
        assertThat(again.takeTexts()).containsExactly("a1");
    }

    @Test
    void anXSubSendsItNothingMore() {
        XSubSocket xsub = harness.zmq().xsub(o -> o.linger(LINGER)).connect(harness.uri("there"));
        FakePeer there = harness.at("there").accept();
        harness.await(xsub.send("first"));
        xsub.disconnect(harness.uri("there"));
        harness.settle();
        harness.await(xsub.send("late"));
        FakePeer again = comesBack(there);
        harness.await(xsub.send("later"));
        assertThat(again.takeTexts()).containsExactly("first");
        assertThat(harness.await(xsub.statistics()).dropped()).isZero();
    }
}
