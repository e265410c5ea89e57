package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.RouterOptions;
import io.reactivezmq.options.value.ReconnectStop;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Routing ids at a ROUTER: announced by peers, generated, or assigned when it connects. */
class RouterIdsTest extends RouterFixture {

    private static final RoutingId BOB = RoutingId.of("bob");

    @Test
    void aPeerWithoutAnIdGetsAGeneratedOneThatBeginsWithAZero() {
        RouterSocket router = router();
        Set<RoutingId> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            FakePeer peer = harness.at("here").connect().deliver("m");
            ZmqMessage message = harness.await(router.receiveOne());
            RoutingId id = RoutingId.of(message);
            assertThat(id.bytes()).hasSize(5).startsWith((byte) 0);
            assertThat(id).isEqualTo(RoutingId.of(peer.info()));
            assertThat(message.frameCount()).isEqualTo(2);
            assertThat(ids.add(id)).isTrue();

            harness.await(router.send(id.address(ZmqMessage.of("back"))));
            assertThat(peer.takeAll()).containsExactly(ZmqMessage.of("back"));
        }
    }

    @Test
    void aPeerHasTheIdThatItAnnounces() {
        RouterSocket router = router();
        FakePeer alice = peer("alice").deliverFrames("hello", "router");
        assertThat(harness.await(router.receiveOne())).isEqualTo(ZmqMessage.of("alice", "hello", "router"));
        assertThat(RoutingId.of(alice.info())).isEqualTo(RoutingId.of("alice"));
        harness.await(router.send(ZmqMessage.of("alice", "hello", "alice")));
        assertThat(alice.takeAll()).containsExactly(ZmqMessage.of("hello", "alice"));
    }

    /** Generated ids count upwards from a random number. */
    @Test
    void aGeneratedIdIsNeverOneThatAPeerHasAnnounced() {
        router();
        byte[] first = harness.at("here").connect().info().routingId();
        int number = ByteBuffer.wrap(first).getInt(1);
        byte[] upcoming = ByteBuffer.wrap(first.clone()).putInt(1, number + 1).array();
        assertThat(harness.at("here").connect(upcoming).info().routingId()).isEqualTo(upcoming);
        byte[] generated = harness.at("here").connect().info().routingId();
        assertThat(generated).hasSize(5).startsWith((byte) 0);
        assertThat(ByteBuffer.wrap(generated).getInt(1)).isEqualTo(number + 2);
    }

    @Test
    void aDuplicateIdIsRefusedWithAnEvent() {
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
        harness.await(router.send(ZmqMessage.of("alice", "still the first")));
        assertThat(first.takeTexts()).containsExactly("still the first");

        first.disconnect();
        FakePeer third = peer("alice");
        harness.await(router.send(ZmqMessage.of("alice", "now the third")));
        assertThat(third.takeTexts()).containsExactly("now the third");
    }

    @Test
    void withHandoverTheNewestPeerHasTheId() {
        RouterSocket router = router(o -> o.handover(true));
        FakePeer first = peer("alice").deliver("from the first");
        FakePeer second = peer("alice").deliver("from the second");
        assertThat(first.closedBy()).isInstanceOf(PeerRefusedException.class).hasMessageContaining("handed over");
        harness.await(router.send(ZmqMessage.of("alice", "m")));
        assertThat(second.takeTexts()).containsExactly("m");
        Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
        harness.settle();
        assertThat(received.values())
                .containsExactly(ZmqMessage.of("alice", "from the first"), ZmqMessage.of("alice", "from the second"));
    }

    @Test
    void withHandoverAllThatIsSentToAnAssignedIdGoesToTheNewestPeer() {
        RouterSocket router = router(o -> o.handover(true).sendHighWaterMark(1));
        router.connect(harness.uri("there"), BOB);
        FakePeer there = harness.at("there").accept();
        harness.await(router.to(BOB).send("to the first"));
        Received<Void> waiting = Received.of(router.to(BOB).send("waits for the first"), 1);
        harness.settle();
        assertThat(waiting.isOpen()).isTrue();
        FakePeer newest = peer("bob");
        assertThat(there.closedBy()).hasMessageContaining("handed over");
        assertThat(waiting.error()).isInstanceOf(PeerLostException.class);
        harness.await(router.to(BOB).send("to the newest"));
        assertThat(newest.takeTexts()).containsExactly("to the newest");
        harness.await(router.send(ZmqMessage.of("bob", "to it too")));
        assertThat(newest.takeTexts()).containsExactly("to it too");
        harness.await(router.to(BOB).flush());

        harness.advance(Duration.ofSeconds(1));
        FakePeer again = harness.at("there").accept();
        assertThat(newest.closedBy()).hasMessageContaining("handed over");
        assertThat(again.takeTexts()).containsExactly("to the first");
        harness.await(router.to(BOB).send("after the reconnect"));
        assertThat(again.takeTexts()).containsExactly("after the reconnect");
    }

    @Test
    void anAnnouncedIdIsTheSameAfterAReconnectAndAGeneratedOneIsNot() {
        RouterSocket router = harness.zmq().router().connect(harness.uri("there"));
        FakePeer first = harness.at("there").accept();
        RoutingId given = RoutingId.of(first.info());
        first.disconnect();
        harness.advance(Duration.ofSeconds(1));
        FakePeer second = harness.at("there").accept("alice");
        assertThat(RoutingId.of(second.info())).isEqualTo(RoutingId.of("alice")).isNotEqualTo(given);
        second.disconnect();
        harness.advance(Duration.ofSeconds(1));
        FakePeer third = harness.at("there").accept("alice");
        harness.await(router.send(ZmqMessage.of("alice", "m")));
        assertThat(third.takeTexts()).containsExactly("m");
    }

    @Test
    void handoverCanBeChangedWhileInUse() {
        RouterSocket router = router();
        FakePeer first = peer("a");
        assertThat(peer("a").refusal()).isNotNull();
        router.handover(true);
        harness.settle();
        FakePeer second = peer("a");
        assertThat(second.isUp()).isTrue();
        assertThat(first.isUp()).isFalse();
        router.handover(false);
        harness.settle();
        assertThat(peer("a").refusal()).isNotNull();
        assertThat(second.isUp()).isTrue();
    }

    @Test
    void connectMayAssignAnIdToItsPeer() {
        RouterSocket router = harness.zmq().router().connect(harness.uri("there"), RoutingId.of("bob"));
        FakePeer there = harness.at("there").accept("what it says itself");
        harness.await(router.send(ZmqMessage.of("bob", "hi")));
        assertThat(there.takeTexts()).containsExactly("hi");
        there.disconnect();
        harness.advance(Duration.ofSeconds(1));
        FakePeer again = harness.at("there").accept();
        harness.await(router.send(ZmqMessage.of("bob", "again")));
        assertThat(again.takeTexts()).containsExactly("again");
    }

    private RouterSocket connected(Consumer<RouterOptions> options) {
        return harness.zmq().router(options).connect(harness.uri("there"), BOB);
    }

    @Test
    void anAssignedIdIsRoutableFromConnectUntilDisconnect() {
        RouterSocket router = connected(o -> o.mandatory(true).sendHighWaterMark(10));
        harness.await(router.send(ZmqMessage.of("bob", "mixed")));
        harness.await(router.to(BOB).send("to"));
        FakePeer there = harness.at("there").accept("another");
        assertThat(there.takeTexts()).containsExactly("mixed", "to");
        there.disconnect();
        harness.await(router.send(ZmqMessage.of("bob", "while it is away")));
        harness.advance(Duration.ofSeconds(1));
        harness.await(router.to(BOB).send("again"));
        assertThat(harness.at("there").accept().takeTexts()).containsExactly("while it is away", "again");
        assertThat(harness.await(router.statistics()).dropped()).isZero();

        router.disconnect(harness.uri("there"));
        assertThatThrownBy(() -> harness.await(router.send(ZmqMessage.of("bob", "late"))))
                .isInstanceOf(UnroutableException.class);
    }

    @Test
    void theQueueOfAnAssignedIdIsBounded() {
        RouterSocket mandatory = connected(o -> o.mandatory(true).sendHighWaterMark(2));
        harness.await(mandatory.send(ZmqMessage.of("bob", "1")));
        harness.await(mandatory.send(ZmqMessage.of("bob", "2")));
        assertThatThrownBy(() -> harness.await(mandatory.send(ZmqMessage.of("bob", "3"))))
                .isInstanceOf(PeerFullException.class);
        Received<Void> waits = Received.of(mandatory.to(BOB).send("4"), 0);
        harness.settle();
        assertThat(waits.isOpen()).isTrue();
        assertThat(harness.at("there").accept().takeTexts()).containsExactly("1", "2", "4");
        assertThat(waits.isCompleted()).isTrue();
    }

    @Test
    void messagesToAFullAssignedIdAreCounted() {
        RouterSocket router = connected(o -> o.sendHighWaterMark(1));
        harness.await(router.send(ZmqMessage.of("bob", "1")));
        harness.await(router.send(ZmqMessage.of("bob", "2")));
        assertThat(harness.await(router.statistics()).drops()).isEqualTo(Map.of(DropReason.PEER_FULL, 1L));
    }

    @Test
    void anAssignedIdIsRoutableBeforeItsConnectHasRunOnTheLoop() {
        harness.call(() -> {
            RouterSocket router = harness.zmq().router(o -> o.mandatory(true));
            CompletableFuture.runAsync(() -> router.connect(harness.uri("there"), BOB))
                    .join();
            assertThat(router.to(BOB).trySend(ZmqMessage.of("first"))).isTrue();
            router.send(ZmqMessage.of("bob", "second")).subscribe();
            return true;
        });
        assertThat(harness.at("there").accept().takeTexts()).containsExactly("first", "second");
    }

    @Test
    void anIdIsAssignedToOneEndpointAtATime() {
        RouterSocket router = connected(o -> {});
        assertThatThrownBy(() -> router.connect(harness.uri("elsewhere"), BOB))
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("bob")
                .hasMessageContaining("there");
        assertThat(harness.at("elsewhere").isDialed()).isFalse();
        router.disconnect(harness.uri("there")).connect(harness.uri("elsewhere"), BOB);
        harness.await(router.send(ZmqMessage.of("bob", "m")));
        assertThat(harness.at("elsewhere").accept().takeTexts()).containsExactly("m");
    }

    @Test
    void aPeerThatAnnouncesAnAssignedIdIsRefusedThoughItsPeerIsAbsent() {
        RouterSocket router = router();
        router.connect(harness.uri("there"), BOB);
        harness.settle();
        assertThat(peer("bob").refusal()).isInstanceOf(PeerRefusedException.class);
    }

    @Test
    void anAssignedIdThatAPeerHasAnnouncedStaysWithThatPeerUntilItLeaves() {
        RouterSocket router = router();
        FakePeer bob = peer("bob");
        router.connect(harness.uri("there"), BOB);
        harness.await(router.send(ZmqMessage.of("bob", "m")));
        assertThat(bob.takeTexts()).containsExactly("m");
        assertThat(harness.at("there").accept().refusal()).isInstanceOf(PeerRefusedException.class);
        bob.disconnect();
        harness.advance(Duration.ofSeconds(1));
        FakePeer there = harness.at("there").accept();
        harness.await(router.send(ZmqMessage.of("bob", "n")));
        assertThat(there.takeTexts()).containsExactly("n");
    }

    @Test
    void anAssignedIdIsFreeWhenItsEndpointIsGivenUp() {
        RouterSocket router = connected(o -> o.reconnectStop(ReconnectStop.CONNECTION_REFUSED));
        harness.await(router.to(BOB).send("waits"));
        harness.at("there").refuse();
        assertThatThrownBy(() -> router.to(BOB).trySend(ZmqMessage.of("to none")))
                .isInstanceOf(UnroutableException.class);
        router.connect(harness.uri("elsewhere"), BOB);
        harness.settle();
        harness.await(router.to(BOB).send("hi"));
        assertThat(harness.at("elsewhere").accept().takeTexts()).containsExactly("hi");
        router.disconnect(harness.uri("there"));
        assertThat(harness.await(router.to(BOB).send("still there").thenReturn("sent")))
                .isEqualTo("sent");
    }
}
