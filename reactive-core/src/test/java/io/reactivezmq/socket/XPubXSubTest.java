package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.options.value.SubscriptionNotifications;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The publishers and subscribers that show their subscriptions. */
class XPubXSubTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private XPubSocket xpub(Consumer<XPubOptions> options) {
        XPubSocket xpub = harness.zmq().xpub(options);
        harness.await(xpub.bind(harness.uri("here")));
        return xpub;
    }

    private FakePeer subscriber(String... prefixes) {
        return harness.at("here").connect().subscribe(prefixes);
    }

    /** As {@code +topic} and {@code -topic}; what is no notice, as it is. */
    private List<String> notices(XPubSocket xpub) {
        Received<ZmqMessage> received = Received.of(xpub.receive(), Long.MAX_VALUE);
        harness.settle();
        List<String> texts = received.texts().stream()
                .map(text -> switch (text.isEmpty() ? ' ' : text.charAt(0)) {
                    case 1 -> "+" + text.substring(1);
                    case 0 -> "-" + text.substring(1);
                    default -> text;
                })
                .toList();
        received.cancel();
        harness.settle();
        return texts;
    }

    @Test
    void tellsTheFirstSubscriptionAndTheLastEnd() {
        XPubSocket xpub = xpub(o -> {});
        FakePeer one = subscriber("a", "b", "a");
        FakePeer two = subscriber("a");
        one.unsubscribe("a", "never heard of");
        assertThat(notices(xpub)).containsExactly("+a", "+b", "-never heard of");
        two.disconnect();
        one.disconnect();
        assertThat(notices(xpub)).containsExactly("-a", "-b");
    }

    @Test
    void tellsMoreWhenAskedTo() {
        XPubSocket xpub = xpub(o -> o.notifications(SubscriptionNotifications.ALL_SUBSCRIPTIONS));
        FakePeer one = subscriber("a");
        FakePeer two = subscriber("a", "a");
        one.unsubscribe("a");
        assertThat(notices(xpub)).containsExactly("+a", "+a", "+a");
        two.disconnect();
        assertThat(notices(xpub)).containsExactly("-a");
    }

    @Test
    void tellsEverythingWhenAskedTo() {
        XPubSocket xpub = xpub(o -> o.notifications(SubscriptionNotifications.ALL));
        FakePeer one = subscriber("a");
        FakePeer two = subscriber("a");
        one.unsubscribe("a");
        two.disconnect();
        assertThat(notices(xpub)).containsExactly("+a", "+a", "-a", "-a");
    }

    @Test
    void whatSubscribersSendIsReceivedAmongTheNotices() {
        XPubSocket xpub = xpub(o -> {});
        subscriber("a").deliver("hello");
        assertThat(notices(xpub)).containsExactlyInAnyOrder("+a", "hello");
    }

    @Test
    void inManualModeTheApplicationDecides() {
        XPubSocket xpub = xpub(o -> o.manual(true));
        xpub.subscriptions().subscribe(notice -> {
            if (notice.topicText().equals("renamed")) {
                notice.acceptAs("other".getBytes());
            } else if (!notice.topicText().equals("forbidden")) {
                notice.accept();
            }
        });
        FakePeer peer = subscriber("allowed", "forbidden", "renamed");
        for (String topic : List.of("allowed", "forbidden", "renamed", "other")) {
            harness.await(xpub.send(topic));
        }
        assertThat(peer.takeTexts()).containsExactly("allowed", "other");
        peer.unsubscribe("allowed");
        harness.await(xpub.send("allowed"));
        assertThat(peer.takeTexts()).isEmpty();
        peer.disconnect();
        assertThat(notices(xpub))
                .containsExactlyInAnyOrder("+allowed", "+forbidden", "+renamed", "-allowed", "-forbidden", "-renamed");
    }

    @Test
    void acceptingMoreThanAPeerMayHaveEndsItsConnection() {
        XPubSocket xpub = xpub(o -> o.manual(true).maxSubscriptionsPerPeer(2));
        AtomicInteger accepted = new AtomicInteger();
        xpub.subscriptions()
                .filter(SubscriptionNotification::subscribes)
                .subscribe(notice -> notice.acceptAs(("topic" + accepted.getAndIncrement()).getBytes()));
        FakePeer greedy = subscriber("a").unsubscribe("a").subscribe("b").unsubscribe("b");
        FakePeer other = subscriber("x");
        assertThat(greedy.isUp()).isTrue();
        greedy.subscribe("c");
        assertThat(greedy.closedBy())
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        tooMany -> assertThat(tooMany.error()).isEqualTo(ProtocolError.LIMIT_EXCEEDED));
        harness.await(xpub.send("topic2"));
        assertThat(other.takeTexts()).containsExactly("topic2");
    }

    @Test
    void anAcceptanceForAPeerThatHasGoneDoesNothing() {
        XPubSocket xpub = xpub(o -> o.manual(true));
        Received<SubscriptionNotification> seen = Received.of(xpub.subscriptions(), Long.MAX_VALUE);
        FakePeer peer = subscriber("a");
        peer.disconnect();
        seen.values().get(0).accept();
        assertThat(harness.isOver(xpub.awaitSubscribers(1))).isFalse();
        assertThat(seen.values())
                .extracting(SubscriptionNotification::subscribes)
                .containsExactly(true, false);
        harness.await(xpub.close());
        assertThat(seen.isCompleted()).isTrue();
    }

    @Test
    void aWelcomeGoesFirstAndIsNotCounted() {
        XPubSocket xpub = xpub(o -> o.welcome("hi".getBytes()).sendHighWaterMark(1));
        FakePeer peer = subscriber("");
        harness.await(xpub.send("m"));
        assertThat(peer.takeTexts()).containsExactly("hi", "m");
        assertThat(harness.await(xpub.statistics()).messagesSent()).isEqualTo(1);
    }

    @Test
    void invertedMatchingSendsToTheOthers() {
        XPubSocket xpub = xpub(o -> o.invertMatching(true));
        FakePeer all = subscriber();
        FakePeer notA = subscriber("a");
        harness.await(xpub.send("a1"));
        harness.await(xpub.send("b1"));
        assertThat(all.takeTexts()).containsExactly("a1", "b1");
        assertThat(notA.takeTexts()).containsExactly("b1");
    }

    @Test
    void anXPubMayWaitForItsSubscribersToo() {
        XPubSocket xpub = xpub(o -> o.onFull(OnFull.BACKPRESSURE).sendHighWaterMark(1));
        FakePeer peer = subscriber("");
        harness.await(xpub.send("1"));
        Received<Void> second = Received.of(xpub.send("2"), 0);
        harness.settle();
        assertThat(second.isOpen()).isTrue();
        assertThat(peer.takeTexts()).containsExactly("1", "2");
        assertThat(second.isCompleted()).isTrue();
    }

    @Test
    void anXSubSubscribesByMessagesAndSendsOthersUpstream() {
        XSubSocket xsub = harness.zmq().xsub().connect(harness.uri("feed")).connect(harness.uri("other"));
        FakePeer feed = harness.at("feed").accept();
        harness.await(xsub.send(ZmqMessage.of("\u0001a")));
        harness.await(xsub.send(ZmqMessage.of("\u0001a")));
        xsub.subscribe("b").unsubscribe("b");
        harness.await(xsub.send(ZmqMessage.of("\u0000a")));
        harness.await(xsub.send(ZmqMessage.of("\u0001", "not a subscription")));
        harness.await(xsub.send("hello"));
        assertThat(feed.controls()).containsExactly("+a", "+a", "+b", "-b");
        assertThat(feed.takeAll())
                .containsExactly(ZmqMessage.of("\u0001", "not a subscription"), ZmqMessage.of("hello"));
        FakePeer other = harness.at("other").accept();
        assertThat(other.controls()).containsExactly("+a");
        assertThat(other.takeAll()).isEmpty();
        feed.deliver("unfiltered");
        assertThat(harness.await(xsub.receiveOne()).text()).isEqualTo("unfiltered");

        feed.disconnect();
        harness.advance(Duration.ofSeconds(1));
        assertThat(harness.at("feed").accept().controls()).containsExactly("+a");
    }

    @Test
    void whatIsTooMuchForAPublisherIsCounted() {
        XSubSocket xsub = harness.zmq().xsub(o -> o.sendHighWaterMark(1)).connect(harness.uri("feed"));
        FakePeer feed = harness.at("feed").accept();
        harness.await(xsub.send("1"));
        harness.await(xsub.send("2"));
        harness.await(xsub.send(ZmqMessage.of("\u0001never dropped")));
        assertThat(feed.takeTexts()).containsExactly("1");
        assertThat(feed.controls()).containsExactly("+never dropped");
        assertThat(harness.await(xsub.statistics()).dropped(DropReason.PEER_FULL))
                .isEqualTo(1);
    }

    private static final int MANY = 20_000;

    private static String[] topics(int count) {
        return IntStream.range(0, count).mapToObj(i -> "topic " + i).toArray(String[]::new);
    }

    @Test
    void notificationsWithoutAReceiverAreBoundedAndGiveTheResult() {
        XPubSocket xpub = xpub(o -> o.notifications(SubscriptionNotifications.ALL));
        FakePeer peer = subscriber(topics(MANY));
        for (int i = 0; i < 5; i++) {
            peer.unsubscribe(topics(MANY)).subscribe(topics(MANY)).subscribe(topics(MANY));
        }
        assertThat(harness.await(xpub.statistics()).receiveQueue()).isLessThanOrEqualTo(1024);
        assertThat(harness.await(xpub.statistics()).dropped(DropReason.UNWANTED))
                .isEqualTo(5 * MANY);
        peer.unsubscribe(topics(MANY / 2));
        assertThat(harness.await(xpub.topicCount())).isEqualTo(MANY / 2);

        Set<String> known = new HashSet<>();
        List<String> notices = notices(xpub);
        notices.forEach(notice -> {
            if (notice.startsWith("+")) {
                known.add(notice.substring(1));
            } else {
                known.remove(notice.substring(1));
            }
        });
        assertThat(known).hasSize(MANY / 2).contains("topic " + MANY / 2).doesNotContain("topic 1");
        assertThat(notices).hasSizeLessThan(MANY);
        // And from now on one for one again.
        peer.subscribe("a", "a").unsubscribe("a");
        assertThat(notices(xpub)).containsExactly("+a", "+a", "-a");
    }

    @Test
    void notificationsNotReceivedBeforeTheCloseAreCounted() {
        XPubSocket xpub = xpub(o -> {});
        Received<SocketEvent> events = Received.of(xpub.events(), Long.MAX_VALUE);
        subscriber("a", "b");
        harness.await(xpub.close());

        SocketStatistics statistics = harness.await(xpub.statistics());
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(2);
        assertThat(statistics.messagesReceived()).isZero();
        assertThat(events.values())
                .filteredOn(SocketEvent.MessagesDropped.class::isInstance)
                .containsExactly(new SocketEvent.MessagesDropped("", null, DropReason.UNDELIVERED, 2));
    }

    @Test
    void notificationsHeldByTheReceiverAtTheCloseAreCounted() {
        XPubSocket xpub = xpub(o -> {});
        subscriber("a", "b", "c");
        assertThat(xpub.tryReceive()).isNull();
        harness.settle();
        assertThat(xpub.tryReceive()).isNotNull();
        harness.await(xpub.close());

        SocketStatistics statistics = harness.await(xpub.statistics());
        assertThat(statistics.messagesReceived()).isEqualTo(1);
        assertThat(statistics.drops()).isEqualTo(Map.of(DropReason.UNDELIVERED, 2L));
    }

    @Test
    void notificationsBeyondTheExactOnesAreCountedAtTheClose() {
        XPubSocket xpub = xpub(o -> {});
        subscriber(topics(MANY));
        harness.await(xpub.close());

        SocketStatistics statistics = harness.await(xpub.statistics());
        assertThat(statistics.messagesReceived()).isZero();
        assertThat(statistics.drops()).isEqualTo(Map.of(DropReason.UNDELIVERED, (long) MANY));
    }

    @Test
    void aManualOneOffersWhatCameBeforeAnybodyLooked() {
        XPubSocket xpub = xpub(o -> o.manual(true).eventBuffer(1));
        FakePeer early = subscriber(topics(MANY));
        FakePeer other = subscriber("b", "taken back").unsubscribe("taken back");
        FakePeer gone = subscriber("of one that has gone");
        gone.disconnect();
        Received<SubscriptionNotification> slow = Received.of(xpub.subscriptions(), 0);
        slow.request(2);
        harness.settle();
        assertThat(slow.values())
                .extracting(SubscriptionNotification::topicText)
                .containsExactly("topic 0", "topic 1");
        xpub.subscriptions().filter(SubscriptionNotification::subscribes).subscribe(SubscriptionNotification::accept);
        harness.settle();
        assertThat(harness.await(xpub.topicCount())).isEqualTo(MANY + 1);
        harness.await(xpub.send("topic 19999"));
        harness.await(xpub.send("b"));
        assertThat(early.takeTexts()).containsExactly("topic 19999");
        assertThat(other.takeTexts()).containsExactly("b");
        // All decided: nothing is offered again.
        slow.request(Long.MAX_VALUE);
        Received<SubscriptionNotification> late = Received.of(xpub.subscriptions(), Long.MAX_VALUE);
        harness.settle();
        assertThat(slow.values()).hasSize(2);
        assertThat(late.values()).isEmpty();
        other.subscribe("c");
        assertThat(late.values())
                .extracting(SubscriptionNotification::topicText)
                .containsExactly("c");
    }

    @Test
    void aManualOneOffersAgainWhatWasNotAcceptedAndEndsThatNoObserverSaw() {
        XPubSocket xpub = xpub(o -> o.manual(true));
        Received<SubscriptionNotification> first = Received.of(xpub.subscriptions(), Long.MAX_VALUE);
        FakePeer peer = subscriber("accepted", "undecided");
        first.values().get(0).accept();
        first.cancel();
        harness.settle();
        peer.unsubscribe("accepted").subscribe("passing").unsubscribe("passing");
        Received<SubscriptionNotification> second = Received.of(xpub.subscriptions(), Long.MAX_VALUE);
        harness.settle();
        assertThat(second.values())
                .extracting(notice -> (notice.subscribes() ? "+" : "-") + notice.topicText())
                .containsExactly("-accepted", "+undecided");
        harness.await(xpub.send("accepted"));
        assertThat(peer.takeTexts()).containsExactly("accepted");
        second.values().forEach(SubscriptionNotification::accept);
        // Too late: that one was taken back.
        first.values().get(0).accept();
        harness.settle();
        harness.await(xpub.send("accepted"));
        harness.await(xpub.send("undecided"));
        assertThat(peer.takeTexts()).containsExactly("undecided");
    }

    @Test
    void anObserverThatFallsBehindGetsAnError() {
        XPubSocket xpub = xpub(o -> o.eventBuffer(3));
        Received<SubscriptionNotification> slow = Received.of(xpub.subscriptions(), 1);
        harness.settle();
        subscriber("a", "b", "c", "d");
        assertThat(slow.isOpen()).isTrue();
        subscriber("e");
        assertThat(slow.values())
                .extracting(SubscriptionNotification::topicText)
                .containsExactly("a");
        assertThat(slow.error()).hasMessageContaining("eventBuffer");
    }

    /** As in a proxy, with the option that its Javadoc asks for. */
    @Test
    void theNoticesOfAllSubscriptionsEndAnXSubsSubscriptionToo() {
        XPubSocket xpub = xpub(o -> o.notifications(SubscriptionNotifications.ALL_SUBSCRIPTIONS));
        XSubSocket xsub = harness.zmq().xsub(o -> o.verboseUnsubscribe(true)).connect(harness.uri("source"));
        FakePeer source = harness.at("source").accept();
        FakePeer one = subscriber("a");
        FakePeer two = subscriber("a");
        one.unsubscribe("a");
        two.disconnect();
        Received<ZmqMessage> received = Received.of(xpub.receive(), Long.MAX_VALUE);
        harness.settle();
        received.values().forEach(notice -> harness.await(xsub.send(notice)));
        assertThat(source.controls()).containsExactly("+a", "+a", "-a");
    }

    @Test
    void noticesCanBeChangedLater() {
        XPubSocket xpub = xpub(o -> {});
        FakePeer one = subscriber("a");
        subscriber("a");
        assertThat(notices(xpub)).containsExactly("+a");
        assertThat(xpub.notifications(SubscriptionNotifications.ALL)).isSameAs(xpub);
        harness.settle();
        subscriber("a");
        one.unsubscribe("a");
        assertThat(notices(xpub)).containsExactly("+a", "-a");
        xpub.notifications(SubscriptionNotifications.FIRST_AND_LAST);
        harness.settle();
        subscriber("a");
        assertThat(notices(xpub)).isEmpty();
    }

    @Test
    void anInvalidDemandForNotificationsIsAnErrorOnTheLoop() {
        XPubSocket xpub = xpub(o -> {});
        Received<SubscriptionNotification> wrong = Received.of(xpub.subscriptions(), 0);
        Received<SubscriptionNotification> right = Received.of(xpub.subscriptions(), 1);
        harness.settle();
        wrong.request(0);
        assertThat(wrong.isOpen()).as("signaled on the loop, not by the caller").isTrue();
        harness.settle();
        assertThat(wrong.error()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3.9");
        subscriber("a");
        harness.settle();
        assertThat(right.count()).isOne();
    }
}
