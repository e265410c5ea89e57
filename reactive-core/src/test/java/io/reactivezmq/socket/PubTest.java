package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.test.publisher.TestPublisher;

/** PUB: a message goes to the subscribers whose prefixes match its first frame. */
class PubTest extends PubFixture {

    PubTest() {
        super(OnFull.DROP);
    }

    @Test
    void sendsByPrefix() {
        PubSocket pub = pub(100);
        FakePeer all = subscriber("");
        FakePeer some = subscriber("eur");
        FakePeer few = subscriber("eurusd", "x");
        FakePeer none = harness.at("here").connect();
        send(pub, "eurusd 1.1", "eurgbp 0.8", "usd", "", "x");

        assertThat(all.takeTexts()).containsExactly("eurusd 1.1", "eurgbp 0.8", "usd", "", "x");
        assertThat(some.takeTexts()).containsExactly("eurusd 1.1", "eurgbp 0.8");
        assertThat(few.takeTexts()).containsExactly("eurusd 1.1", "x");
        assertThat(none.takeTexts()).isEmpty();
    }

    /** The test's thread is not the loop. */
    @Test
    void messagesWithoutSubscribersScheduleOneTaskAndAreRequestedAnew() {
        PubSocket pub = pub(100);
        FakePeer peer = subscriber("a").reading();
        TestPublisher<ZmqMessage> source = TestPublisher.create();
        AtomicLong asked = new AtomicLong();
        Received<Void> sent = Received.of(pub.send(source.flux().doOnRequest(asked::addAndGet)), Long.MAX_VALUE);
        harness.settle();
        long first = asked.get();
        assertThat(first).isPositive();
        for (long i = 0; i < first; i++) {
            source.next(ZmqMessage.of(i % 100 == 0 ? "a" + i : "b" + i));
            if (i % 100 == 1) {
                harness.settle();
            }
        }
        harness.settle();
        long second = asked.get();
        assertThat(second).as("asked for anew").isGreaterThan(first);
        for (long i = first; i < second; i++) {
            source.next(ZmqMessage.of("b"));
        }
        assertThat(harness.waiting())
                .as("tasks for messages without subscribers")
                .isEqualTo(1);
        harness.settle();
        assertThat(asked.get()).as("all of it was used up").isEqualTo(second + first);
        source.next(ZmqMessage.of("b"), ZmqMessage.of("a last")).complete();
        harness.settle();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(peer.gotTexts())
                .hasSize((int) (first + 99) / 100 + 1)
                .startsWith("a0", "a100")
                .endsWith("a last");
    }

    @Test
    void overlappingSubscriptionsGetOneCopy() {
        PubSocket pub = pub(100);
        FakePeer peer = subscriber("a", "ab", "abc", "", "a");
        send(pub, "abcd");
        assertThat(peer.takeTexts()).containsExactly("abcd");

        peer.unsubscribe("a", "", "ab");
        send(pub, "abcd", "ab");
        assertThat(peer.takeTexts()).containsExactly("abcd");
    }

    @Test
    void onlyTheFirstFrameIsMatched() {
        PubSocket pub = pub(100);
        FakePeer peer = subscriber("topic");
        harness.await(pub.send(ZmqMessage.of("topic", "body")));
        harness.await(pub.send(ZmqMessage.of("other", "topic")));
        assertThat(peer.takeAll()).containsExactly(ZmqMessage.of("topic", "body"));
    }

    @Test
    void withoutSubscribersSendsCompleteAndNothingIsCountedAsDropped() {
        PubSocket pub = pub(1);
        for (int i = 0; i < 100; i++) {
            send(pub, "m" + i);
        }
        assertThat(harness.await(pub.statistics()).dropped()).isZero();
    }

    @Test
    void messagesOfSubscribersAreCountedAsUnwanted() {
        PubSocket pub = pub(10);
        subscriber("").deliver("hello?");
        assertThat(harness.await(pub.statistics()).dropped(DropReason.UNWANTED)).isEqualTo(1);
        assertThat(harness.await(pub.statistics()).messagesReceived()).isZero();
    }

    @Test
    void aConnectingPubSendsToItsSubscriberToo() {
        PubSocket pub = harness.zmq().pub().connect(harness.uri("there"));
        send(pub, "before the first peer");
        FakePeer sub = harness.at("there").accept().subscribe("a");
        send(pub, "a1", "b1");
        assertThat(sub.takeTexts()).containsExactly("a1");

        sub.disconnect();
        send(pub, "a2");
        harness.advance(java.time.Duration.ofSeconds(1));
        FakePeer again = harness.at("there").accept();
        assertThat(again.takeTexts()).isEmpty();
        again.subscribe("a");
        send(pub, "a3");
        assertThat(again.takeTexts()).containsExactly("a3");
    }

    @Test
    void awaitSubscribersCompletesWhenSoManyPeersHaveSubscribed() {
        PubSocket pub = pub(10);
        Received<Void> one = Received.of(pub.awaitSubscribers(1), 0);
        Received<Void> two = Received.of(pub.awaitSubscribers(2), 0);
        FakePeer first = harness.at("here").connect();
        assertThat(one.isOpen()).isTrue();
        first.subscribe("a");
        assertThat(one.isCompleted()).isTrue();
        first.subscribe("b");
        assertThat(two.isOpen()).isTrue();
        subscriber("c");
        assertThat(two.isCompleted()).isTrue();
        assertThat(harness.isOver(pub.awaitSubscribers(2))).isTrue();
        assertThat(harness.isOver(pub.awaitSubscribers(0))).isTrue();

        first.unsubscribe("a", "b");
        assertThat(harness.isOver(pub.awaitSubscribers(2))).isFalse();
    }

    @Test
    void awaitSubscribersFailsWhenTheSocketCloses() {
        PubSocket pub = pub(10);
        Received<Void> never = Received.of(pub.awaitSubscribers(1), 0);
        harness.settle();
        harness.await(pub.close());
        assertThat(never.error()).isInstanceOf(SocketClosedException.class);
        Received<Void> late = Received.of(pub.awaitSubscribers(1), 0);
        harness.settle();
        assertThat(late.error()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void aPeerBeyondTheLimitOfSubscriptionsLosesItsConnection() {
        PubSocket pub = harness.zmq().pub(o -> o.maxSubscriptionsPerPeer(3));
        harness.await(pub.bind(harness.uri("here")));
        FakePeer greedy = subscriber("a", "b", "c", "a");
        FakePeer modest = subscriber("a");
        assertThat(greedy.isUp()).isTrue();

        greedy.subscribe("d");
        assertThat(greedy.closedBy())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("maxSubscriptionsPerPeer");
        assertThat(modest.isUp()).isTrue();
        send(pub, "a");
        assertThat(modest.takeTexts()).containsExactly("a");
    }

    @Test
    void fiveThousandTopicsOfOnePeerAreAllMatched() {
        PubSocket pub = pub(10);
        String[] topics = new String[5_000];
        for (int i = 0; i < topics.length; i++) {
            topics[i] = "topic-" + i + "/";
        }
        FakePeer peer = subscriber(topics).reading();
        assertThat(harness.await(pub.statistics()).peers())
                .singleElement()
                .extracting(PeerStatistics::subscriptions)
                .isEqualTo(5_000);
        for (int i = 0; i < topics.length; i += 7) {
            send(pub, topics[i] + "x");
        }
        assertThat(peer.got()).hasSize(715);
    }
}
