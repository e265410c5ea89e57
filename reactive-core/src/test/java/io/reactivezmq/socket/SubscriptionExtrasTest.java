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
    final SocketTestHarness harness = SocketTestHarness.byHand();

    @Test
    void theFirstMessageAfterAnAcceptanceGoesToThatSubscriberAlone() {
        XPubSocket xpub = harness.zmq().xpub(o -> o.manualLastValue(true));
        harness.await(xpub.bind(harness.uri("feed")));
        xpub.subscriptions().filter(SubscriptionNotification::subscribes).subscribe(SubscriptionNotification::accept);
        FakePeer early = harness.at("feed").connect().subscribe("a");
        harness.await(xpub.send("a1"));
        harness.await(xpub.send("a2"));
        assertThat(early.takeTexts()).containsExactly("a1", "a2");
        FakePeer late = harness.at("feed").connect().subscribe("a");
        harness.await(xpub.send("a, the last value"));
        harness.await(xpub.send("a3"));
        assertThat(late.takeTexts()).containsExactly("a, the last value", "a3");
        assertThat(early.takeTexts()).containsExactly("a3");
    }

    @Test
    void ifItDoesNotMatchNoPeerGetsIt() {
        XPubSocket xpub = harness.zmq().xpub(o -> o.manualLastValue(true));
        harness.await(xpub.bind(harness.uri("feed")));
        xpub.subscriptions().filter(SubscriptionNotification::subscribes).subscribe(SubscriptionNotification::accept);
        FakePeer early = harness.at("feed").connect().subscribe("a");
        harness.await(xpub.send("a1"));
        FakePeer late = harness.at("feed").connect().subscribe("b");
        harness.await(xpub.send("a2"));
        harness.await(xpub.send("a3"));
        assertThat(early.takeTexts()).containsExactly("a1", "a3");
        assertThat(late.takeTexts()).isEmpty();
    }

    @Test
    void whoLeavesBeforeItIsSentIsForgotten() {
        XPubSocket xpub = harness.zmq().xpub(o -> o.manualLastValue(true));
        harness.await(xpub.bind(harness.uri("feed")));
        xpub.subscriptions().filter(SubscriptionNotification::subscribes).subscribe(SubscriptionNotification::accept);
        FakePeer early = harness.at("feed").connect().subscribe("a");
        harness.await(xpub.send("a1"));
        harness.at("feed").connect().subscribe("a").disconnect();
        harness.await(xpub.send("a2"));
        assertThat(early.takeTexts()).containsExactly("a1", "a2");
    }

    @Test
    void aVerboseXSubTellsEachEndOfASubscription() {
        XSubSocket plain = harness.zmq().xsub().connect(harness.uri("plain"));
        XSubSocket verbose = harness.zmq().xsub(o -> o.verboseUnsubscribe(true)).connect(harness.uri("verbose"));
        FakePeer plainFeed = harness.at("plain").accept();
        FakePeer verboseFeed = harness.at("verbose").accept();
        for (XSubSocket xsub : new XSubSocket[] {plain, verbose}) {
            xsub.subscribe("a").subscribe("a").unsubscribe("a").unsubscribe("never");
            harness.await(xsub.send(ZmqMessage.of("\u0000a")));
        }
        assertThat(plainFeed.controls()).containsExactly("+a", "+a", "-a");
        assertThat(verboseFeed.controls()).containsExactly("+a", "+a", "-a", "-never", "-a");
    }

    @Test
    void topicsAreCountedOnce() {
        PubSocket pub = harness.zmq().pub();
        XPubSocket xpub = harness.zmq().xpub();
        harness.await(pub.bind(harness.uri("pub")));
        harness.await(xpub.bind(harness.uri("xpub")));
        for (String name : new String[] {"pub", "xpub"}) {
            FakePeer one = harness.at(name).connect().subscribe("a", "ab", "a");
            harness.at(name).connect().subscribe("ab", "c");
            one.unsubscribe("ab", "unknown");
        }
        assertThat(harness.await(pub.topicCount())).isEqualTo(3);
        assertThat(harness.await(xpub.topicCount())).isEqualTo(3);
        FakePeer last = harness.at("pub").connect().subscribe("", "d");
        assertThat(harness.await(pub.topicCount())).isEqualTo(5);
        last.disconnect();
        assertThat(harness.await(pub.topicCount())).isEqualTo(3);

        SubSocket sub = harness.zmq()
                .sub()
                .subscribe("a")
                .subscribe("a")
                .subscribe("ab")
                .unsubscribe("a");
        assertThat(harness.await(sub.topicCount())).isEqualTo(2);
        XSubSocket xsub = harness.zmq().xsub().subscribe("a").unsubscribe("a");
        assertThat(harness.await(xsub.topicCount())).isZero();
    }
}
