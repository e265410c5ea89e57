package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ZMQ_XPUB_MANUAL_LAST_VALUE, ZMQ_XSUB_VERBOSE_UNSUBSCRIBE and ZMQ_TOPICS_COUNT. */
class SubscriptionExtrasTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    @Test
    void theFirstMessageAfterAnAcceptanceGoesToThatSubscriberAlone() {
        XPubSocket xpub = stage.zmq().xpub(o -> o.manualLastValue(true));
        stage.await(xpub.bind(stage.uri("feed")));
        xpub.subscriptions().filter(SubscriptionNotification::subscribes).subscribe(SubscriptionNotification::accept);
        FakePeer early = stage.at("feed").connect().subscribe("a");
        stage.await(xpub.send("a1"));
        stage.await(xpub.send("a2"));
        assertThat(early.takeTexts()).containsExactly("a1", "a2");
        FakePeer late = stage.at("feed").connect().subscribe("a");
        stage.await(xpub.send("a, the last value"));
        stage.await(xpub.send("a3"));
        assertThat(late.takeTexts()).containsExactly("a, the last value", "a3");
        assertThat(early.takeTexts()).containsExactly("a3");
    }

    @Test
    void ifItDoesNotMatchNobodyGetsIt() {
        XPubSocket xpub = stage.zmq().xpub(o -> o.manualLastValue(true));
        stage.await(xpub.bind(stage.uri("feed")));
        xpub.subscriptions().filter(SubscriptionNotification::subscribes).subscribe(SubscriptionNotification::accept);
        FakePeer early = stage.at("feed").connect().subscribe("a");
        stage.await(xpub.send("a1"));
        FakePeer late = stage.at("feed").connect().subscribe("b");
        stage.await(xpub.send("a2"));
        stage.await(xpub.send("a3"));
        assertThat(early.takeTexts()).containsExactly("a1", "a3");
        assertThat(late.takeTexts()).isEmpty();
    }

    @Test
    void whoLeavesBeforeItIsSentIsForgotten() {
        XPubSocket xpub = stage.zmq().xpub(o -> o.manualLastValue(true));
        stage.await(xpub.bind(stage.uri("feed")));
        xpub.subscriptions().filter(SubscriptionNotification::subscribes).subscribe(SubscriptionNotification::accept);
        FakePeer early = stage.at("feed").connect().subscribe("a");
        stage.await(xpub.send("a1"));
        stage.at("feed").connect().subscribe("a").disconnect();
        stage.await(xpub.send("a2"));
        assertThat(early.takeTexts()).containsExactly("a1", "a2");
    }

    @Test
    void aVerboseXSubTellsEachEndOfASubscription() {
        XSubSocket plain = stage.zmq().xsub().connect(stage.uri("plain"));
        XSubSocket verbose = stage.zmq().xsub(o -> o.verboseUnsubscribe(true)).connect(stage.uri("verbose"));
        FakePeer plainFeed = stage.at("plain").accept();
        FakePeer verboseFeed = stage.at("verbose").accept();
        for (XSubSocket xsub : new XSubSocket[] {plain, verbose}) {
            xsub.subscribe("a").subscribe("a").unsubscribe("a").unsubscribe("never");
            stage.await(xsub.send(ZmqMessage.of("\u0000a")));
        }
        assertThat(plainFeed.controls()).containsExactly("+a", "+a", "-a");
        assertThat(verboseFeed.controls()).containsExactly("+a", "+a", "-a", "-never", "-a");
    }

    @Test
    void topicsAreCountedOnce() {
        PubSocket pub = stage.zmq().pub();
        XPubSocket xpub = stage.zmq().xpub();
        stage.await(pub.bind(stage.uri("pub")));
        stage.await(xpub.bind(stage.uri("xpub")));
        for (String name : new String[] {"pub", "xpub"}) {
            FakePeer one = stage.at(name).connect().subscribe("a", "ab", "a");
            stage.at(name).connect().subscribe("ab", "c");
            one.unsubscribe("ab", "unknown");
        }
        assertThat(stage.await(pub.topicCount())).isEqualTo(3);
        assertThat(stage.await(xpub.topicCount())).isEqualTo(3);
        FakePeer last = stage.at("pub").connect().subscribe("", "d");
        assertThat(stage.await(pub.topicCount())).isEqualTo(5);
        last.disconnect();
        assertThat(stage.await(pub.topicCount())).isEqualTo(3);

        SubSocket sub =
                stage.zmq().sub().subscribe("a").subscribe("a").subscribe("ab").unsubscribe("a");
        assertThat(stage.await(sub.topicCount())).isEqualTo(2);
        XSubSocket xsub = stage.zmq().xsub().subscribe("a").unsubscribe("a");
        assertThat(stage.await(xsub.topicCount())).isZero();
    }
}
