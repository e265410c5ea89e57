package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

/** PUB: fan-out by prefix; what is full misses messages and is counted, or everyone concerned waits. */
class PubTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private PubSocket pub(int highWaterMark, OnFull onFull) {
        PubSocket pub = stage.zmq().pub(o -> o.sendHighWaterMark(highWaterMark).onFull(onFull));
        stage.await(pub.bind(stage.uri("here")));
        return pub;
    }

    private FakePeer subscriber(String... prefixes) {
        return stage.at("here").connect().subscribe(prefixes);
    }

    private void send(PubSocket pub, String... texts) {
        for (String text : texts) {
            stage.await(pub.send(text));
        }
    }

    @Nested
    class Dropping {

        private PubSocket pub(int highWaterMark) {
            return PubTest.this.pub(highWaterMark, OnFull.DROP);
        }

        @Test
        void sendsByPrefix() {
            PubSocket pub = pub(100);
            FakePeer all = subscriber("");
            FakePeer some = subscriber("eur");
            FakePeer few = subscriber("eurusd", "x");
            FakePeer none = stage.at("here").connect();
            send(pub, "eurusd 1.1", "eurgbp 0.8", "usd", "", "x");

            assertThat(all.takeTexts()).containsExactly("eurusd 1.1", "eurgbp 0.8", "usd", "", "x");
            assertThat(some.takeTexts()).containsExactly("eurusd 1.1", "eurgbp 0.8");
            assertThat(few.takeTexts()).containsExactly("eurusd 1.1", "x");
            assertThat(none.takeTexts()).isEmpty();
        }

        /** The test's thread is not the loop. */
        @Test
        void whatNobodyWantsDoesNotComeToTheLoopAndIsAskedForAnew() {
            PubSocket pub = pub(100);
            FakePeer peer = subscriber("a").reading();
            TestPublisher<ZmqMessage> source = TestPublisher.create();
            AtomicLong asked = new AtomicLong();
            Received<Void> sent = Received.of(pub.send(source.flux().doOnRequest(asked::addAndGet)), Long.MAX_VALUE);
            stage.settle();
            long first = asked.get();
            assertThat(first).isPositive();
            for (long i = 0; i < first; i++) {
                source.next(ZmqMessage.of(i % 100 == 0 ? "a" + i : "b" + i));
                if (i % 100 == 1) {
                    stage.settle();
                }
            }
            stage.settle();
            long second = asked.get();
            assertThat(second).as("asked for anew").isGreaterThan(first);
            for (long i = first; i < second; i++) {
                source.next(ZmqMessage.of("b"));
            }
            assertThat(stage.waiting()).as("tasks for messages nobody wants").isEqualTo(1);
            stage.settle();
            assertThat(asked.get()).as("all of it was used up").isEqualTo(second + first);
            source.next(ZmqMessage.of("b"), ZmqMessage.of("a last")).complete();
            stage.settle();
            assertThat(sent.isCompleted()).isTrue();
            assertThat(peer.gotTexts())
                    .hasSize((int) (first + 99) / 100 + 1)
                    .startsWith("a0", "a100")
                    .endsWith("a last");
        }

        @Test
        void whoeverSubscribedTwiceOverGetsOneCopy() {
            PubSocket pub = pub(100);
            FakePeer peer = subscriber("a", "ab", "abc", "", "a");
            send(pub, "abcd");
            assertThat(peer.takeTexts()).containsExactly("abcd");

            peer.unsubscribe("a", "", "ab");
            send(pub, "abcd", "ab");
            assertThat(peer.takeTexts()).containsExactly("abcd");
        }

        @Test
        void onlyTheFirstFrameCounts() {
            PubSocket pub = pub(100);
            FakePeer peer = subscriber("topic");
            stage.await(pub.send(ZmqMessage.of("topic", "body")));
            stage.await(pub.send(ZmqMessage.of("other", "topic")));
            assertThat(peer.takeAll()).containsExactly(ZmqMessage.of("topic", "body"));
        }

        @Test
        void withoutSubscribersMessagesGoNowhereAndNobodyWaits() {
            PubSocket pub = pub(1);
            for (int i = 0; i < 100; i++) {
                send(pub, "m" + i);
            }
            assertThat(stage.await(pub.statistics()).dropped()).isZero();
        }

        @Test
        void trySendTakesTheVeryFirstMessage() {
            assertThat(pub(10).trySend(ZmqMessage.of("m"))).isTrue();
            assertThat(stage.zmq().pub().trySend(ZmqMessage.of("m"))).isTrue();
            assertThat(stage.zmq().xsub().trySend(ZmqMessage.of("m"))).isTrue();
        }

        @Test
        void aFullSubscriberMissesMessagesTheOthersGetThemAll() {
            PubSocket pub = pub(10);
            FakePeer stalled = subscriber("");
            List<FakePeer> others = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                others.add(subscriber("").reading());
            }
            Received<SocketEvent> events = Received.of(
                    pub.events().ofType(SocketEvent.MessagesDropped.class).cast(SocketEvent.class), Long.MAX_VALUE);
            for (int i = 0; i < 100; i++) {
                send(pub, "m" + i);
            }
            for (FakePeer other : others) {
                assertThat(other.gotTexts()).hasSize(100);
            }
            assertThat(stalled.takeTexts()).hasSize(10).startsWith("m0").endsWith("m9");
            assertThat(stalled.drains()).isEqualTo(90);

            var statistics = stage.await(pub.statistics());
            assertThat(statistics.dropped(DropReason.PEER_FULL)).isEqualTo(90);
            assertThat(statistics.peers())
                    .extracting(peer -> peer.dropped(DropReason.PEER_FULL))
                    .containsExactlyInAnyOrder(90L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
            assertThat(events.values())
                    .map(event -> (SocketEvent.MessagesDropped) event)
                    .allSatisfy(event -> {
                        assertThat(event.reason()).isEqualTo(DropReason.PEER_FULL);
                        assertThat(event.peer()).isEqualTo(stalled.info());
                        assertThat(event.endpoint()).isEqualTo(stage.uri("here"));
                    })
                    .extracting(SocketEvent.MessagesDropped::total)
                    .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L);
        }

        @Test
        void aSubscriberThatCanTakeSomethingRightNowMissesNothing() {
            PubSocket pub = pub(10);
            FakePeer reading = subscriber("").reading();
            stage.run(() -> {
                for (int i = 0; i < 100; i++) {
                    assertThat(pub.trySend(ZmqMessage.of("m" + i))).isTrue();
                }
            });
            assertThat(reading.gotTexts()).hasSize(100);
            assertThat(stage.await(pub.statistics()).dropped()).isZero();
        }

        @Test
        void anEndlessSourceIsAskedInBoundedBatches() {
            PubSocket pub = pub(10);
            Source source = Source.named("m");
            pub.send(source).subscribe();
            stage.settle();
            long first = source.requested();
            assertThat(first).isBetween(100L, 5_000L);
            source.emitAll();
            stage.settle();
            assertThat(source.requested()).isGreaterThan(first).isLessThanOrEqualTo(2 * first);
        }

        @Test
        void anEndlessSynchronousSourceLetsTheLoopDoOtherThings() {
            PubSocket pub = pub(10);
            FakePeer reading = subscriber("").reading();
            Received<Void> sending = Received.of(
                    pub.send(Flux.<ZmqMessage>generate(out -> out.next(ZmqMessage.of("x")))
                            .take(50_000)),
                    0);
            stage.settle();
            assertThat(sending.isCompleted()).isTrue();
            assertThat(reading.got().size() + stage.await(pub.statistics()).dropped())
                    .isEqualTo(50_000);
        }

        @Test
        void sendingInsideAnEventDisturbsNoFanOut() {
            PubSocket pub = pub(1);
            FakePeer alarmed = subscriber("!").reading();
            List<FakePeer> stalled = List.of(subscriber("a"), subscriber("a"), subscriber("a"));
            FakePeer last = subscriber("a").reading();
            pub.events()
                    .ofType(SocketEvent.MessagesDropped.class)
                    .subscribe(event -> pub.send("!").subscribe());
            stage.settle();
            send(pub, "a1", "a2", "a3");

            assertThat(last.gotTexts()).containsExactly("a1", "a2", "a3");
            assertThat(stalled).allSatisfy(peer -> assertThat(peer.takeTexts()).containsExactly("a1"));
            assertThat(alarmed.gotTexts()).containsOnly("!").isNotEmpty();
        }

        @Test
        void sendingWhileALinkMakesRoomDisturbsNoFanOut() {
            PubSocket pub = pub(1);
            FakePeer first = subscriber("a").reading();
            FakePeer second = subscriber("a").reading();
            FakePeer other = subscriber("b").reading();
            // The second message drains the first peer, which completes the flush, which sends something else.
            stage.run(() -> {
                assertThat(pub.trySend(ZmqMessage.of("a1"))).isTrue();
                pub.flush().then(pub.send("b1")).subscribe();
                assertThat(pub.trySend(ZmqMessage.of("a2"))).isTrue();
            });
            stage.settle();
            assertThat(first.gotTexts()).containsExactly("a1", "a2");
            assertThat(second.gotTexts()).containsExactly("a1", "a2");
            assertThat(other.gotTexts()).containsExactly("b1");
        }

        @Test
        void whatWaitedForASubscriberThatLeftIsCounted() {
            PubSocket pub = pub(10);
            FakePeer leaver = subscriber("");
            send(pub, "a", "b", "c");
            leaver.take(1);
            leaver.disconnect();
            var statistics = stage.await(pub.statistics());
            assertThat(statistics.dropped(DropReason.PEER_GONE)).isEqualTo(2);
            assertThat(statistics.messagesSent()).isEqualTo(1);
            assertThat(statistics.peers()).isEmpty();
        }

        @Test
        void whatSubscribersSendIsNotForAPub() {
            PubSocket pub = pub(10);
            subscriber("").deliver("hello?");
            assertThat(stage.await(pub.statistics()).dropped(DropReason.UNWANTED))
                    .isEqualTo(1);
            assertThat(stage.await(pub.statistics()).messagesReceived()).isZero();
        }

        @Test
        void aConnectingPubSendsToItsSubscriberToo() {
            PubSocket pub = stage.zmq().pub().connect(stage.uri("there"));
            send(pub, "nobody there yet");
            FakePeer sub = stage.at("there").accept().subscribe("a");
            send(pub, "a1", "b1");
            assertThat(sub.takeTexts()).containsExactly("a1");

            sub.disconnect();
            send(pub, "a2");
            stage.advance(java.time.Duration.ofSeconds(1));
            FakePeer again = stage.at("there").accept();
            assertThat(again.takeTexts()).isEmpty();
            again.subscribe("a");
            send(pub, "a3");
            assertThat(again.takeTexts()).containsExactly("a3");
        }
    }

    @Nested
    class Waiting {

        private PubSocket pub(int highWaterMark) {
            return PubTest.this.pub(highWaterMark, OnFull.BACKPRESSURE);
        }

        @Test
        void demandIsTheLeastRoomOfItsSubscribers() {
            PubSocket pub = pub(10);
            FakePeer slow = subscriber("");
            FakePeer fast = subscriber("").reading();
            Source source = Source.named("m");
            pub.send(source).subscribe();
            stage.settle();
            assertThat(source.requested()).isEqualTo(10);

            source.emitAll();
            stage.settle();
            assertThat(source.outstanding()).isLessThanOrEqualTo(10);
            source.emitAll();
            stage.settle();
            assertThat(fast.gotTexts()).hasSize(10);
            assertThat(slow.takeTexts(2)).hasSize(2);
        }

        @Test
        void nothingIsDroppedHoweverSlowAnyoneIs() {
            PubSocket pub = pub(10);
            FakePeer slow = subscriber("");
            FakePeer fast = subscriber("").reading();
            int total = 500;
            Received<Void> sent = Received.of(pub.send(Flux.range(0, total).map(i -> ZmqMessage.of("m" + i))), 0);
            stage.settle();
            List<String> got = new ArrayList<>();
            for (int i = 0; i < 10_000 && got.size() < total; i++) {
                got.addAll(slow.takeTexts(1));
            }
            assertThat(got)
                    .hasSize(total)
                    .doesNotHaveDuplicates()
                    .startsWith("m0")
                    .endsWith("m499");
            assertThat(fast.gotTexts()).isEqualTo(got);
            assertThat(sent.isCompleted()).isTrue();
            assertThat(stage.await(pub.statistics()).dropped()).isZero();
        }

        @Test
        void aStalledSubscriberOfAnotherTopicHoldsUpNobody() {
            PubSocket pub = pub(4);
            FakePeer stalled = subscriber("a");
            FakePeer reading = subscriber("b").reading();
            Source a = Source.named("a");
            Source b = Source.named("b");
            Received<Void> sendingA = Received.of(pub.send(a), 0);
            pub.send(b).subscribe();
            stage.settle();
            for (int i = 0; i < 10; i++) {
                a.emitAll();
                stage.settle();
            }
            assertThat(a.emitted()).isLessThanOrEqualTo(20);

            int got = 0;
            for (int i = 0; i < 100; i++) {
                b.emitAll();
                got += reading.got().size();
            }
            assertThat(got).isGreaterThanOrEqualTo(90);
            assertThat(sendingA.isOpen()).isTrue();
            int before = (int) a.emitted();
            List<String> late = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                late.addAll(stalled.takeTexts());
            }
            assertThat(late).hasSize(before);
        }

        @Test
        void singlesForAStalledSubscriberHoldUpNobodyElse() {
            PubSocket pub = pub(2);
            FakePeer stalled = subscriber("a");
            FakePeer reading = subscriber("b").reading();
            send(pub, "a1", "a2");
            List<Received<Void>> waiting = new ArrayList<>();
            for (int i = 3; i <= 6; i++) {
                waiting.add(Received.of(pub.send("a" + i), 0));
                stage.settle();
            }
            Received<Void> other = Received.of(pub.send("b1"), 0);
            stage.settle();
            assertThat(other.isCompleted()).isTrue();
            assertThat(reading.gotTexts()).containsExactly("b1");
            assertThat(waiting).allSatisfy(send -> assertThat(send.isOpen()).isTrue());

            List<String> late = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                late.addAll(stalled.takeTexts());
            }
            assertThat(late).containsExactly("a1", "a2", "a3", "a4", "a5", "a6");
            assertThat(waiting)
                    .allSatisfy(send -> assertThat(send.isCompleted()).isTrue());
        }

        @Test
        void aStalledSubscriberThatLeavesReleasesTheOthers() {
            PubSocket pub = pub(2);
            FakePeer stalled = subscriber("");
            FakePeer reading = subscriber("").reading();
            Source source = Source.named("m");
            pub.send(source).subscribe();
            stage.settle();
            source.emitAll();
            stage.settle();
            source.emitAll();
            stage.settle();
            reading.got();

            stalled.disconnect();
            source.emitAll();
            stage.settle();
            assertThat(reading.got()).isNotEmpty();
            assertThat(source.outstanding()).isPositive();
        }

        @Test
        void aStalledSubscriberThatUnsubscribesReleasesTheOthers() {
            PubSocket pub = pub(2);
            FakePeer stalled = subscriber("");
            FakePeer reading = subscriber("").reading();
            send(pub, "1", "2");
            Received<Void> third = Received.of(pub.send("3"), 0);
            stage.settle();
            assertThat(third.isOpen()).isTrue();
            stalled.unsubscribe("");
            assertThat(third.isCompleted()).isTrue();
            assertThat(reading.gotTexts()).containsExactly("1", "2", "3");
        }
    }

    @Test
    void awaitSubscribersEndsTheSlowJoinersSleep() {
        PubSocket pub = pub(10, OnFull.DROP);
        Received<Void> one = Received.of(pub.awaitSubscribers(1), 0);
        Received<Void> two = Received.of(pub.awaitSubscribers(2), 0);
        FakePeer first = stage.at("here").connect();
        assertThat(one.isOpen()).isTrue();
        first.subscribe("a");
        assertThat(one.isCompleted()).isTrue();
        first.subscribe("b");
        assertThat(two.isOpen()).isTrue();
        subscriber("c");
        assertThat(two.isCompleted()).isTrue();
        assertThat(stage.isOver(pub.awaitSubscribers(2))).isTrue();
        assertThat(stage.isOver(pub.awaitSubscribers(0))).isTrue();

        first.unsubscribe("a", "b");
        assertThat(stage.isOver(pub.awaitSubscribers(2))).isFalse();
    }

    @Test
    void awaitSubscribersFailsWhenTheSocketCloses() {
        PubSocket pub = pub(10, OnFull.DROP);
        Received<Void> never = Received.of(pub.awaitSubscribers(1), 0);
        stage.settle();
        stage.await(pub.close());
        assertThat(never.error()).isInstanceOf(SocketClosedException.class);
        Received<Void> late = Received.of(pub.awaitSubscribers(1), 0);
        stage.settle();
        assertThat(late.error()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void aPeerBeyondTheLimitOfSubscriptionsLosesItsConnection() {
        PubSocket pub = stage.zmq().pub(o -> o.maxSubscriptionsPerPeer(3));
        stage.await(pub.bind(stage.uri("here")));
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
    void fiveThousandTopicsAtOnceAreAllKnown() {
        PubSocket pub = pub(10, OnFull.DROP);
        String[] topics = new String[5_000];
        for (int i = 0; i < topics.length; i++) {
            topics[i] = "topic-" + i + "/";
        }
        FakePeer peer = subscriber(topics).reading();
        assertThat(stage.await(pub.statistics()).peers())
                .singleElement()
                .extracting(PeerStatistics::subscriptions)
                .isEqualTo(5_000);
        for (int i = 0; i < topics.length; i += 7) {
            send(pub, topics[i] + "x");
        }
        assertThat(peer.got()).hasSize(715);
    }
}
