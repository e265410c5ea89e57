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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    /** Disconnects the endpoint "there", loses its connection, and lets it connect again. */
    private FakePeer comesBack(ZmqSocket socket, FakePeer there) {
        socket.disconnect(stage.uri("there"));
        stage.settle();
        return comesBack(there);
    }

    private FakePeer comesBack(FakePeer there) {
        there.disconnect();
        stage.advance(Duration.ofSeconds(1));
        return stage.at("there").accept();
    }

    @Test
    void anAssignedRoutingIdIsFreeForAnotherEndpointMeanwhileAndAfterwards() {
        RouterSocket router =
                stage.zmq().router(o -> o.linger(LINGER).mandatory(true)).connect(stage.uri("there"), BOB);
        stage.await(router.send(ZmqMessage.of("bob", "1")));
        stage.await(router.send(ZmqMessage.of("bob", "2")));
        FakePeer again = comesBack(router, stage.at("there").accept());

        router.connect(stage.uri("elsewhere"), BOB);
        FakePeer elsewhere = stage.at("elsewhere").accept();
        stage.await(router.send(ZmqMessage.of("bob", "3")));
        assertThat(elsewhere.takeTexts()).containsExactly("3");

        again = comesBack(again);
        assertThat(elsewhere.isUp()).isTrue();
        assertThat(again.takeTexts()).containsExactly("1", "2");
        assertThat(again.isUp()).isFalse();
        router.disconnect(stage.uri("elsewhere"));
        stage.settle();
        router.connect(stage.uri("third"), BOB);
        stage.await(router.send(ZmqMessage.of("bob", "4")));
        assertThat(stage.at("third").accept().takeTexts()).containsExactly("4");
    }

    @Test
    void handoverDoesNotGiveTheRoutingIdBackToTheStoppingEndpoint() {
        RouterSocket router =
                stage.zmq().router(o -> o.linger(LINGER).handover(true)).connect(stage.uri("there"), BOB);
        stage.await(router.send(ZmqMessage.of("bob", "1")));
        FakePeer there = stage.at("there").accept();
        router.disconnect(stage.uri("there"));
        router.connect(stage.uri("elsewhere"), BOB);
        FakePeer elsewhere = stage.at("elsewhere").accept();
        FakePeer again = comesBack(there);
        assertThat(elsewhere.isUp()).isTrue();
        assertThat(again.takeTexts()).containsExactly("1");
    }

    @Test
    void aPairIsFreeForAnotherPeer() {
        PairSocket pair = stage.zmq().pair(o -> o.linger(LINGER)).connect(stage.uri("there"));
        stage.await(pair.send("1"));
        FakePeer again = comesBack(pair, stage.at("there").accept());
        pair.connect(stage.uri("elsewhere"));
        FakePeer elsewhere = stage.at("elsewhere").accept();
        stage.await(pair.send("2"));
        assertThat(elsewhere.takeTexts()).containsExactly("2");
        assertThat(comesBack(again).takeTexts()).containsExactly("1");

        pair.disconnect(stage.uri("elsewhere"));
        stage.settle();
        pair.connect(stage.uri("third"));
        FakePeer third = stage.at("third").accept();
        assertThat(third.refusal()).isNull();
        stage.await(pair.send("3"));
        assertThat(third.takeTexts()).containsExactly("3");
    }

    @Test
    void nothingIsReceivedAndTheDropsAreCounted() {
        DealerSocket dealer = stage.zmq().dealer(o -> o.linger(LINGER)).connect(stage.uri("there"));
        Received<ZmqMessage> received = Received.of(dealer.receive(), Long.MAX_VALUE);
        stage.await(dealer.send("1"));
        FakePeer again = comesBack(dealer, stage.at("there").accept());
        again.deliver("a", "b");
        assertThat(again.takeTexts()).containsExactly("1");
        assertThat(received.values()).isEmpty();
        assertThat(stage.await(dealer.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(2);
        assertThat(stage.await(dealer.statistics()).messagesReceived()).isZero();
    }

    @Test
    void aPublisherDoesNotWaitForIt() {
        PubSocket pub = stage.zmq()
                .pub(o -> o.linger(LINGER).sendHighWaterMark(2).onFull(OnFull.BACKPRESSURE))
                .connect(stage.uri("there"));
        FakePeer there = stage.at("there").accept().subscribe("");
        stage.await(pub.send("1"));
        stage.await(pub.send("2"));
        FakePeer again = comesBack(pub, there).subscribe("");
        stage.await(pub.send("3"));
        assertThat(again.takeTexts()).containsExactly("1", "2");
    }

    @Test
    void anXPubIsNotNotifiedOfItsSubscriptions() {
        XPubSocket xpub = stage.zmq().xpub(o -> o.linger(LINGER)).connect(stage.uri("there"));
        Received<ZmqMessage> received = Received.of(xpub.receive(), Long.MAX_VALUE);
        FakePeer there = stage.at("there").accept().subscribe("a");
        stage.await(xpub.send("a1"));
        FakePeer again = comesBack(xpub, there);
        assertThat(received.texts()).containsExactly("\u0001a", "\u0000a");
        again.subscribe("a", "b");
        stage.await(xpub.send("a2"));
        assertThat(received.texts()).containsExactly("\u0001a", "\u0000a");
        assertThat(again.takeTexts()).containsExactly("a1");
    }

    @Test
    void anXSubSendsItNothingMore() {
        XSubSocket xsub = stage.zmq().xsub(o -> o.linger(LINGER)).connect(stage.uri("there"));
        FakePeer there = stage.at("there").accept();
        stage.await(xsub.send("first"));
        xsub.disconnect(stage.uri("there"));
        stage.settle();
        stage.await(xsub.send("late"));
        FakePeer again = comesBack(there);
        stage.await(xsub.send("later"));
        assertThat(again.takeTexts()).containsExactly("first");
        assertThat(stage.await(xsub.statistics()).dropped()).isZero();
    }
}
