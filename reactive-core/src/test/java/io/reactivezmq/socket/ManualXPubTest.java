package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An XPUB with the option {@code manual}, whose observers leave with notifications that they have not read. */
class ManualXPubTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private XPubSocket xpub;
    private FakePeer peer;
    private Received<SubscriptionNotification> first;

    @BeforeEach
    void observe() {
        xpub = harness.zmq().xpub(o -> o.manual(true));
        harness.await(xpub.bind(harness.uri("here")));
        first = Received.of(xpub.subscriptions(), 1);
        harness.settle();
        peer = harness.at("here").connect().subscribe("a");
    }

    private void decide(int index) {
        first.values().get(index).accept();
        harness.settle();
    }

    /** Replaces the observer by one that accepts all. Returns what it is notified of. */
    private List<String> next() {
        first.cancel();
        harness.settle();
        Received<SubscriptionNotification> second = Received.of(xpub.subscriptions(), Long.MAX_VALUE);
        harness.settle();
        second.values().forEach(SubscriptionNotification::accept);
        harness.settle();
        return second.values().stream()
                .map(notice -> (notice.subscribes() ? "+" : "-") + notice.topicText())
                .toList();
    }

    private void assertInForce(int topics) {
        assertThat(harness.await(xpub.topicCount())).isEqualTo(topics);
    }

    @Test
    void anUnreadEndIsOfferedAgain() {
        decide(0);
        assertInForce(1);
        peer.unsubscribe("a");
        assertThat(next()).containsExactly("-a");
        assertInForce(0);
    }

    @Test
    void anUnreadEndAndANewSubscriptionLeaveItInForce() {
        decide(0);
        peer.unsubscribe("a").subscribe("a");
        assertThat(next()).containsExactly("+a");
        assertInForce(1);
    }

    @Test
    void anUnreadSubscriptionIsOfferedAgainAfterADecisionOnAnEarlierOne() {
        peer.unsubscribe("a").subscribe("a");
        decide(0);
        first.request(1);
        harness.settle();
        decide(1);
        assertThat(next()).containsExactly("+a");
        assertInForce(1);
    }

    @Test
    void anEndThatIsAcceptedAfterALaterSubscriptionHasNoEffect() {
        decide(0);
        first.request(2);
        peer.unsubscribe("a").subscribe("a");
        decide(2);
        decide(1);
        assertInForce(1);
    }

    @Test
    void anEndThatAnotherObserverHasSeenIsNotOfferedAgain() {
        decide(0);
        Received<SubscriptionNotification> other = Received.of(xpub.subscriptions(), Long.MAX_VALUE);
        harness.settle();
        peer.unsubscribe("a");
        assertThat(other.values()).hasSize(1);
        assertThat(next()).isEmpty();
    }

    @Test
    void theEndOfWhatWasNeverInForceIsNotOfferedAgain() {
        decide(0);
        peer.subscribe("b").unsubscribe("b").unsubscribe("c");
        assertThat(next()).isEmpty();
        assertInForce(1);
    }
}
