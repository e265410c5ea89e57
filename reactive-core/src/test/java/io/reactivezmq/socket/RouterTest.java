package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.MessageSender;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.RouterOptions;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ROUTER: peers by routing id. */
class RouterTest {

    private static final RoutingId BOB = RoutingId.of("bob");

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private RouterSocket router(Consumer<RouterOptions> options) {
        RouterSocket router = stage.zmq().router(options);
        stage.await(router.bind(stage.uri("here")));
        return router;
    }

    private RouterSocket router() {
        return router(o -> {});
    }

    private FakePeer peer(String id) {
        return stage.at("here").connect(id);
    }

    @Nested
    class Ids {

        @Test
        void aPeerWithoutAnIdIsGivenOneThatBeginsWithAZero() {
            RouterSocket router = router();
            Set<RoutingId> ids = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                FakePeer peer = stage.at("here").connect().deliver("m");
                ZmqMessage message = stage.await(router.receiveOne());
                RoutingId id = RoutingId.of(message);
                assertThat(id.bytes()).hasSize(5).startsWith((byte) 0);
                assertThat(id).isEqualTo(RoutingId.of(peer.info()));
                assertThat(message.frameCount()).isEqualTo(2);
                assertThat(ids.add(id)).isTrue();

                stage.await(router.send(id.address(ZmqMessage.of("back"))));
                assertThat(peer.takeAll()).containsExactly(ZmqMessage.of("back"));
            }
        }

        @Test
        void anAnnouncedIdIsTheId() {
            RouterSocket router = router();
            FakePeer alice = peer("alice").deliverFrames("hello", "router");
            assertThat(stage.await(router.receiveOne())).isEqualTo(ZmqMessage.of("alice", "hello", "router"));
            assertThat(RoutingId.of(alice.info())).isEqualTo(RoutingId.of("alice"));
            stage.await(router.send(ZmqMessage.of("alice", "hello", "alice")));
            assertThat(alice.takeAll()).containsExactly(ZmqMessage.of("hello", "alice"));
        }

        @Test
        void aGivenIdIsNeverOneThatSomebodyHasAnnounced() {
            RouterSocket router = router();
            byte[] first = stage.at("here").connect().info().routingId();
            first[4]++;
            if (first[4] == 0) {
                return;
            }
            FakePeer sly = peer(new String(first, java.nio.charset.StandardCharsets.ISO_8859_1));
            byte[] next = stage.at("here").connect().info().routingId();
            assertThat(RoutingId.of(next)).isNotEqualTo(RoutingId.of(sly.info().routingId()));
            assertThat(router).isNotNull();
        }

        @Test
        void aDuplicateIsRefusedWithAnEvent() {
            RouterSocket router = router();
            Received<SocketEvent> failures = Received.of(
                    router.events().ofType(SocketEvent.HandshakeFailed.class).cast(SocketEvent.class), Long.MAX_VALUE);
            FakePeer first = peer("alice");
            FakePeer second = peer("alice");
            assertThat(second.refusal())
                    .isInstanceOf(PeerRefusedException.class)
                    .hasMessageContaining("alice")
                    .hasMessageContaining(first.info().address());
            assertThat(failures.values())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SocketEvent.HandshakeFailed.class,
                            event -> assertThat(event.cause()).isSameAs(second.refusal()));
            stage.await(router.send(ZmqMessage.of("alice", "still the first")));
            assertThat(first.takeTexts()).containsExactly("still the first");

            first.disconnect();
            FakePeer third = peer("alice");
            stage.await(router.send(ZmqMessage.of("alice", "now the third")));
            assertThat(third.takeTexts()).containsExactly("now the third");
        }

        @Test
        void withHandoverTheNewestHasIt() {
            RouterSocket router = router(o -> o.handover(true));
            FakePeer first = peer("alice").deliver("from the first");
            FakePeer second = peer("alice").deliver("from the second");
            assertThat(first.closedBy())
                    .isInstanceOf(PeerRefusedException.class)
                    .hasMessageContaining("handed over");
            stage.await(router.send(ZmqMessage.of("alice", "m")));
            assertThat(second.takeTexts()).containsExactly("m");
            Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
            stage.settle();
            assertThat(received.values())
                    .containsExactly(
                            ZmqMessage.of("alice", "from the first"), ZmqMessage.of("alice", "from the second"));
        }

        @Test
        void aConnectedPeerMayBeGivenAnIdHere() {
            RouterSocket router = stage.zmq().router().connect(stage.uri("there"), RoutingId.of("bob"));
            FakePeer there = stage.at("there").accept("what it says itself");
            stage.await(router.send(ZmqMessage.of("bob", "hi")));
            assertThat(there.takeTexts()).containsExactly("hi");
            there.disconnect();
            stage.advance(Duration.ofSeconds(1));
            FakePeer again = stage.at("there").accept();
            stage.await(router.send(ZmqMessage.of("bob", "again")));
            assertThat(again.takeTexts()).containsExactly("again");
        }

        private RouterSocket connected(Consumer<RouterOptions> options) {
            return stage.zmq().router(options).connect(stage.uri("there"), BOB);
        }

        @Test
        void aGivenIdExistsFromTheCallOnThroughDisconnectsUntilItsEndpointIsGivenUp() {
            RouterSocket router = connected(o -> o.mandatory(true).sendHighWaterMark(10));
            stage.await(router.send(ZmqMessage.of("bob", "mixed")));
            stage.await(router.to(BOB).send("to"));
            FakePeer there = stage.at("there").accept("another");
            assertThat(there.takeTexts()).containsExactly("mixed", "to");
            there.disconnect();
            stage.await(router.send(ZmqMessage.of("bob", "while it is away")));
            stage.advance(Duration.ofSeconds(1));
            stage.await(router.to(BOB).send("again"));
            assertThat(stage.at("there").accept().takeTexts()).containsExactly("while it is away", "again");
            assertThat(stage.await(router.statistics()).dropped()).isZero();

            router.disconnect(stage.uri("there"));
            assertThatThrownBy(() -> stage.await(router.send(ZmqMessage.of("bob", "late"))))
                    .isInstanceOf(UnroutableException.class);
        }

        @Test
        void whatWaitsForAGivenIdIsBounded() {
            RouterSocket mandatory = connected(o -> o.mandatory(true).sendHighWaterMark(2));
            stage.await(mandatory.send(ZmqMessage.of("bob", "1")));
            stage.await(mandatory.send(ZmqMessage.of("bob", "2")));
            assertThatThrownBy(() -> stage.await(mandatory.send(ZmqMessage.of("bob", "3"))))
                    .isInstanceOf(PeerFullException.class);
            Received<Void> waits = Received.of(mandatory.to(BOB).send("4"), 0);
            stage.settle();
            assertThat(waits.isOpen()).isTrue();
            assertThat(stage.at("there").accept().takeTexts()).containsExactly("1", "2", "4");
            assertThat(waits.isCompleted()).isTrue();
        }

        @Test
        void whatFindsAGivenIdFullIsCountedForIt() {
            RouterSocket router = connected(o -> o.sendHighWaterMark(1));
            stage.await(router.send(ZmqMessage.of("bob", "1")));
            stage.await(router.send(ZmqMessage.of("bob", "2")));
            assertThat(stage.await(router.statistics()).drops()).isEqualTo(Map.of(DropReason.PEER_FULL, 1L));
        }

        @Test
        void aGivenIdIsThereBeforeItsConnectHasComeToTheLoop() {
            stage.call(() -> {
                RouterSocket router = stage.zmq().router(o -> o.mandatory(true));
                CompletableFuture.runAsync(() -> router.connect(stage.uri("there"), BOB))
                        .join();
                assertThat(router.to(BOB).trySend(ZmqMessage.of("first"))).isTrue();
                router.send(ZmqMessage.of("bob", "second")).subscribe();
                return true;
            });
            assertThat(stage.at("there").accept().takeTexts()).containsExactly("first", "second");
        }

        @Test
        void anIdIsGivenOnce() {
            RouterSocket router = connected(o -> {});
            assertThatThrownBy(() -> router.connect(stage.uri("elsewhere"), BOB))
                    .isInstanceOf(PeerRefusedException.class)
                    .hasMessageContaining("bob")
                    .hasMessageContaining("there");
            assertThat(stage.at("elsewhere").isDialed()).isFalse();
            router.disconnect(stage.uri("there")).connect(stage.uri("elsewhere"), BOB);
            stage.await(router.send(ZmqMessage.of("bob", "m")));
            assertThat(stage.at("elsewhere").accept().takeTexts()).containsExactly("m");
        }

        @Test
        void whoAnnouncesAGivenIdIsRefusedThoughItsPeerIsNotThere() {
            RouterSocket router = router();
            router.connect(stage.uri("there"), BOB);
            stage.settle();
            assertThat(peer("bob").refusal()).isInstanceOf(PeerRefusedException.class);
        }

        @Test
        void aGivenIdThatAPeerHasAnnouncedIsThatPeersUntilItLeaves() {
            RouterSocket router = router();
            FakePeer bob = peer("bob");
            router.connect(stage.uri("there"), BOB);
            stage.await(router.send(ZmqMessage.of("bob", "m")));
            assertThat(bob.takeTexts()).containsExactly("m");
            assertThat(stage.at("there").accept().refusal()).isInstanceOf(PeerRefusedException.class);
            bob.disconnect();
            stage.advance(Duration.ofSeconds(1));
            FakePeer there = stage.at("there").accept();
            stage.await(router.send(ZmqMessage.of("bob", "n")));
            assertThat(there.takeTexts()).containsExactly("n");
        }

        @Test
        void afterAReconnectAnAnnouncedIdIsTheSameAGivenOneIsNot() {
            RouterSocket router = stage.zmq().router().connect(stage.uri("there"));
            FakePeer first = stage.at("there").accept();
            RoutingId given = RoutingId.of(first.info());
            first.disconnect();
            stage.advance(Duration.ofSeconds(1));
            FakePeer second = stage.at("there").accept("alice");
            assertThat(RoutingId.of(second.info()))
                    .isEqualTo(RoutingId.of("alice"))
                    .isNotEqualTo(given);
            second.disconnect();
            stage.advance(Duration.ofSeconds(1));
            FakePeer third = stage.at("there").accept("alice");
            stage.await(router.send(ZmqMessage.of("alice", "m")));
            assertThat(third.takeTexts()).containsExactly("m");
        }
    }

    @Nested
    class Mixed {

        @Test
        void whatHasNoPeerIsDroppedAndCounted() {
            RouterSocket router = router();
            stage.await(router.send(ZmqMessage.of("nobody", "m")));
            stage.await(router.send(ZmqMessage.of("", "m")));
            stage.await(router.send(ZmqMessage.of("x".repeat(300), "m")));
            assertThat(router.trySend(ZmqMessage.of("nobody", "m"))).isTrue();
            stage.settle();
            assertThat(stage.await(router.statistics()).dropped(DropReason.UNROUTABLE))
                    .isEqualTo(4);
        }

        @Test
        void whatFindsItsPeerFullIsDroppedAndCountedForIt() {
            RouterSocket router = router(o -> o.sendHighWaterMark(2));
            FakePeer alice = peer("alice");
            for (int i = 0; i < 5; i++) {
                stage.await(router.send(ZmqMessage.of("alice", "m" + i)));
            }
            assertThat(alice.drains()).isEqualTo(3);
            assertThat(alice.takeTexts()).containsExactly("m0", "m1");
            assertThat(stage.await(router.statistics()).peers().get(0).dropped(DropReason.PEER_FULL))
                    .isEqualTo(3);
        }

        @Test
        void aMessageWithoutBodyIsAnError() {
            RouterSocket router = router();
            Received<Void> sent = Received.of(router.send(ZmqMessage.of("alice")), 0);
            stage.settle();
            assertThat(sent.error()).isInstanceOf(InvalidMessageException.class);
            assertThatThrownBy(() -> router.trySend(ZmqMessage.of("alice")))
                    .isInstanceOf(InvalidMessageException.class);
            Source source = Source.named("m");
            Received<Void> sending = Received.of(router.send(source), 0);
            stage.settle();
            source.emit(ZmqMessage.of("alice"));
            stage.settle();
            assertThat(sending.error()).isInstanceOf(InvalidMessageException.class);
            assertThat(source.isCancelled()).isTrue();
        }

        @Test
        void mandatoryTellsWhatCannotBeRouted() {
            RouterSocket router = router(o -> o.mandatory(true).sendHighWaterMark(1));
            FakePeer alice = peer("alice");
            Received<Void> unknown = Received.of(router.send(ZmqMessage.of("nobody", "m")), 0);
            stage.settle();
            assertThat(unknown.error()).isInstanceOf(UnroutableException.class).hasMessageContaining("nobody");
            stage.await(router.send(ZmqMessage.of("alice", "m1")));
            Received<Void> full = Received.of(router.send(ZmqMessage.of("alice", "m2")), 0);
            stage.settle();
            assertThat(full.error()).isInstanceOf(PeerFullException.class).hasMessageContaining("alice");
            assertThat(alice.takeTexts()).containsExactly("m1");
            stage.run(() -> assertThatThrownBy(() -> router.trySend(ZmqMessage.of("nobody", "m")))
                    .isInstanceOf(UnroutableException.class));
            assertThat(stage.await(router.statistics()).dropped()).isZero();
        }

        @Test
        void mandatoryCountsAndTellsWhatItCanRefuseNoMore() {
            RouterSocket router = router(o -> o.mandatory(true).sendHighWaterMark(1));
            FakePeer alice = peer("alice");
            Received<SocketEvent> drops = Received.of(
                    router.events().ofType(SocketEvent.MessagesDropped.class).cast(SocketEvent.class), Long.MAX_VALUE);
            stage.settle();
            for (String id : List.of("nobody", "alice", "alice")) {
                while (!router.trySend(ZmqMessage.of(id, "m"))) {
                    stage.settle();
                }
            }
            var statistics = stage.await(router.statistics());
            assertThat(statistics.dropped(DropReason.UNROUTABLE)).isEqualTo(1);
            assertThat(statistics.dropped(DropReason.PEER_FULL)).isEqualTo(1);
            assertThat(drops.values())
                    .extracting(event -> ((SocketEvent.MessagesDropped) event).reason())
                    .containsExactly(DropReason.UNROUTABLE, DropReason.PEER_FULL);
            assertThat(alice.takeTexts()).containsExactly("m");
        }

        @Test
        void mandatoryFailsAPublisherAtTheFirstThatCannotBeRouted() {
            RouterSocket router = router(o -> o.mandatory(true));
            FakePeer alice = peer("alice");
            Source source = Source.named("m");
            Received<Void> sending = Received.of(router.send(source), 0);
            stage.settle();
            source.emit(ZmqMessage.of("alice", "1"))
                    .emit(ZmqMessage.of("nobody", "2"))
                    .emit(ZmqMessage.of("alice", "3"));
            stage.settle();
            assertThat(sending.error()).isInstanceOf(UnroutableException.class);
            assertThat(source.isCancelled()).isTrue();
            assertThat(alice.takeTexts()).containsExactly("1");
            stage.await(router.send(ZmqMessage.of("alice", "others go on")));
        }

        @Test
        void mandatoryLetsThousandsSendAtOnce() {
            RouterSocket router = router(o -> o.mandatory(true).sendHighWaterMark(0));
            FakePeer alice = peer("alice");
            for (int i = 0; i < 1000; i++) {
                router.send(ZmqMessage.of("alice", "m" + i)).subscribe();
            }
            assertThat(alice.takeTexts()).hasSize(1000).startsWith("m0").endsWith("m999");
        }

        @Test
        void whatWaitedForAPeerThatLeftIsCountedNotKeptForTheNext() {
            RouterSocket router = stage.zmq().router().connect(stage.uri("there"));
            FakePeer first = stage.at("there").accept("alice");
            stage.await(router.send(ZmqMessage.of("alice", "m1")));
            stage.await(router.send(ZmqMessage.of("alice", "m2")));
            first.take(1);
            first.disconnect();
            stage.advance(Duration.ofSeconds(1));
            assertThat(stage.at("there").accept("bob").takeTexts()).isEmpty();
            assertThat(stage.await(router.statistics()).dropped(DropReason.UNROUTABLE))
                    .isEqualTo(1);
        }
    }

    @Nested
    class ToOnePeer {

        @Test
        void demandIsThatPeersRoom() {
            RouterSocket router = router(o -> o.sendHighWaterMark(10));
            FakePeer alice = peer("alice");
            FakePeer bob = peer("bob");
            Source source = Source.named("m");
            router.to(RoutingId.of("alice")).send(source).subscribe();
            stage.settle();
            assertThat(source.requested()).isEqualTo(10);
            source.emitAll();
            stage.settle();
            assertThat(source.requested()).isEqualTo(10);
            assertThat(alice.takeTexts()).hasSize(10).startsWith("m-1");
            stage.settle();
            assertThat(source.requested()).isEqualTo(20);
            assertThat(bob.takeTexts()).isEmpty();
        }

        @Test
        void aSingleMessageWaitsForThatPeerAlone() {
            RouterSocket router = router(o -> o.sendHighWaterMark(1));
            FakePeer alice = peer("alice");
            FakePeer bob = peer("bob");
            MessageSender toAlice = router.to(RoutingId.of("alice"));
            stage.await(toAlice.send("a1"));
            Received<Void> second = Received.of(toAlice.send("a2"), 0);
            stage.settle();
            assertThat(second.isOpen()).isTrue();
            stage.await(router.to(RoutingId.of("bob")).send("b1"));
            assertThat(bob.takeTexts()).containsExactly("b1");
            assertThat(alice.takeTexts()).containsExactly("a1", "a2");
            assertThat(second.isCompleted()).isTrue();
        }

        @Test
        void tooManyWaitingAreAnError() {
            RouterSocket router = router(o -> o.sendHighWaterMark(1).maxPendingSends(1));
            peer("alice");
            MessageSender toAlice = router.to(RoutingId.of("alice"));
            stage.await(toAlice.send("a1"));
            toAlice.send("a2").subscribe();
            stage.settle();
            Received<Void> third = Received.of(toAlice.send("a3"), 0);
            stage.settle();
            assertThat(third.error())
                    .isInstanceOf(TooManyPendingException.class)
                    .hasMessageContaining("alice");
        }

        @Test
        void anUnknownPeerIsAnErrorUntilItComes() {
            RouterSocket router = router();
            MessageSender toAlice = router.to(RoutingId.of("alice"));
            Received<Void> early = Received.of(toAlice.send("m"), 0);
            Received<Void> source = Received.of(toAlice.send(Source.named("m")), 0);
            Received<Void> flushing = Received.of(toAlice.flush(), 0);
            stage.settle();
            assertThat(early.error()).isInstanceOf(UnroutableException.class).hasMessageContaining("alice");
            assertThat(source.error()).isInstanceOf(UnroutableException.class);
            assertThat(flushing.error()).isInstanceOf(UnroutableException.class);
            assertThatThrownBy(() -> toAlice.trySend(ZmqMessage.of("m"))).isInstanceOf(UnroutableException.class);

            FakePeer alice = peer("alice");
            stage.await(toAlice.send("m"));
            assertThat(alice.takeTexts()).containsExactly("m");
        }

        @Test
        void trySendToALivePeerNeverSaysThatThereIsNone() {
            RouterSocket router = router(o -> o.sendHighWaterMark(2));
            FakePeer alice = peer("alice");
            MessageSender toAlice = router.to(RoutingId.of("alice"));
            toAlice.trySend(ZmqMessage.of("may be too early"));
            stage.settle();
            alice.takeAll();
            assertThat(toAlice.trySend(ZmqMessage.of("m1"))).isTrue();
            assertThat(toAlice.trySend(ZmqMessage.of("m2"))).isTrue();
            assertThat(toAlice.trySend(ZmqMessage.of("m3"))).isFalse();
            assertThat(alice.takeTexts()).containsExactly("m1", "m2");
        }

        @Test
        void aPeerThatIsLostFailsAllWhoWaitForIt() {
            RouterSocket router = router(o -> o.sendHighWaterMark(1));
            FakePeer alice = peer("alice");
            MessageSender toAlice = router.to(RoutingId.of("alice"));
            stage.await(toAlice.send("m1"));
            Received<Void> waiting = Received.of(toAlice.send("m2"), 0);
            Source source = Source.named("s");
            Received<Void> sending = Received.of(toAlice.send(source), 0);
            stage.settle();
            alice.disconnect();
            assertThat(waiting.error()).isInstanceOf(PeerLostException.class).hasMessageContaining("alice");
            assertThat(sending.error()).isInstanceOf(PeerLostException.class);
            assertThat(source.isCancelled()).isTrue();
            Received<Void> late = Received.of(toAlice.send("m3"), 0);
            stage.settle();
            assertThat(late.error()).isInstanceOf(UnroutableException.class);

            FakePeer again = peer("alice");
            stage.await(toAlice.send("m4"));
            assertThat(again.takeTexts()).containsExactly("m4");
        }

        @Test
        void flushIsAboutThatPeerAlone() {
            RouterSocket router = router();
            FakePeer alice = peer("alice");
            FakePeer bob = peer("bob");
            stage.await(router.to(RoutingId.of("bob")).send("b"));
            stage.await(router.to(RoutingId.of("alice")).send("a"));
            Received<Void> flushed =
                    Received.of(router.to(RoutingId.of("alice")).flush(), 0);
            stage.settle();
            assertThat(flushed.isOpen()).isTrue();
            alice.take(1);
            assertThat(flushed.isCompleted()).isTrue();
            assertThat(bob.takeTexts()).containsExactly("b");
        }

        @Test
        void closingFailsAllWhoWait() {
            RouterSocket router = router(o -> o.sendHighWaterMark(1).linger(Duration.ZERO));
            peer("alice");
            MessageSender toAlice = router.to(RoutingId.of("alice"));
            stage.await(toAlice.send("m1"));
            Received<Void> waiting = Received.of(toAlice.send("m2"), 0);
            stage.settle();
            stage.await(router.close());
            assertThat(waiting.error()).isInstanceOf(SocketClosedException.class);
            Received<Void> late = Received.of(toAlice.send("m3"), 0);
            stage.settle();
            assertThat(late.error()).isInstanceOf(SocketClosedException.class);
            assertThatThrownBy(() -> toAlice.trySend(ZmqMessage.of("m"))).isInstanceOf(SocketClosedException.class);
        }
    }

    @Test
    void whatIsMandatoryCanBeChangedLater() {
        RouterSocket router = router();
        stage.await(router.send(ZmqMessage.of("nobody", "m")));
        assertThat(router.mandatory(true)).isSameAs(router);
        assertThatThrownBy(() -> stage.await(router.send(ZmqMessage.of("nobody", "m"))))
                .isInstanceOf(UnroutableException.class);
        router.mandatory(false);
        stage.await(router.send(ZmqMessage.of("nobody", "m")));
        assertThat(stage.await(router.statistics()).dropped(DropReason.UNROUTABLE))
                .isEqualTo(2);
    }

    @Test
    void handingOverCanBeChangedLater() {
        RouterSocket router = router();
        FakePeer first = peer("a");
        assertThat(peer("a").refusal()).isNotNull();
        router.handover(true);
        stage.settle();
        FakePeer second = peer("a");
        assertThat(second.isUp()).isTrue();
        assertThat(first.isUp()).isFalse();
        router.handover(false);
        stage.settle();
        assertThat(peer("a").refusal()).isNotNull();
        assertThat(second.isUp()).isTrue();
    }
}
