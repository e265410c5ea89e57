package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ROUTER: messages whose first frame is the id of their peer. */
class RouterTest extends RouterFixture {

    @Test
    void messagesToUnknownPeersAreDroppedAndCounted() {
        RouterSocket router = router();
        harness.await(router.send(ZmqMessage.of("unknown", "m")));
        harness.await(router.send(ZmqMessage.of("", "m")));
        harness.await(router.send(ZmqMessage.of("x".repeat(300), "m")));
        assertThat(router.trySend(ZmqMessage.of("unknown", "m"))).isTrue();
        harness.settle();
        assertThat(harness.await(router.statistics()).dropped(DropReason.UNROUTABLE))
                .isEqualTo(4);
    }

    @Test
    void messagesToAFullPeerAreDroppedAndCountedForIt() {
        RouterSocket router = router(o -> o.sendHighWaterMark(2));
        FakePeer alice = peer("alice");
        for (int i = 0; i < 5; i++) {
            harness.await(router.send(ZmqMessage.of("alice", "m" + i)));
        }
        assertThat(alice.drains()).isEqualTo(3);
        assertThat(alice.takeTexts()).containsExactly("m0", "m1");
        assertThat(harness.await(router.statistics()).peers().get(0).dropped(DropReason.PEER_FULL))
                .isEqualTo(3);
    }

    @Test
    void aMessageWithoutBodyIsAnError() {
        RouterSocket router = router();
        Received<Void> sent = Received.of(router.send(ZmqMessage.of("alice")), 0);
        harness.settle();
        assertThat(sent.error()).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> router.trySend(ZmqMessage.of("alice"))).isInstanceOf(InvalidMessageException.class);
        Source source = Source.named("m");
        Received<Void> sending = Received.of(router.send(source), 0);
        harness.settle();
        source.emit(ZmqMessage.of("alice"));
        harness.settle();
        assertThat(sending.error()).isInstanceOf(InvalidMessageException.class);
        assertThat(source.isCancelled()).isTrue();
    }

    @Test
    void mandatoryFailsSendsThatCannotBeRouted() {
        RouterSocket router = router(o -> o.mandatory(true).sendHighWaterMark(1));
        FakePeer alice = peer("alice");
        Received<Void> unknown = Received.of(router.send(ZmqMessage.of("unknown", "m")), 0);
        harness.settle();
        assertThat(unknown.error()).isInstanceOf(UnroutableException.class).hasMessageContaining("unknown");
        harness.await(router.send(ZmqMessage.of("alice", "m1")));
        Received<Void> full = Received.of(router.send(ZmqMessage.of("alice", "m2")), 0);
        harness.settle();
        assertThat(full.error()).isInstanceOf(PeerFullException.class).hasMessageContaining("alice");
        assertThat(alice.takeTexts()).containsExactly("m1");
        harness.run(() -> assertThatThrownBy(() -> router.trySend(ZmqMessage.of("unknown", "m")))
                .isInstanceOf(UnroutableException.class));
        assertThat(harness.await(router.statistics()).dropped()).isZero();
    }

    @Test
    void mandatoryCountsAcceptedMessagesThatCannotBeRouted() {
        RouterSocket router = router(o -> o.mandatory(true).sendHighWaterMark(1));
        FakePeer alice = peer("alice");
        Received<SocketEvent> drops = Received.of(
                router.events().ofType(SocketEvent.MessagesDropped.class).cast(SocketEvent.class), Long.MAX_VALUE);
        harness.settle();
        for (String id : List.of("unknown", "alice", "alice")) {
            while (!router.trySend(ZmqMessage.of(id, "m"))) {
                harness.settle();
            }
        }
        var statistics = harness.await(router.statistics());
        assertThat(statistics.dropped(DropReason.UNROUTABLE)).isEqualTo(1);
        assertThat(statistics.dropped(DropReason.PEER_FULL)).isEqualTo(1);
        assertThat(drops.values())
                .extracting(event -> ((SocketEvent.MessagesDropped) event).reason())
                .containsExactly(DropReason.UNROUTABLE, DropReason.PEER_FULL);
        assertThat(alice.takeTexts()).containsExactly("m");
    }

    @Test
    void mandatoryFailsAPublisherAtItsFirstUnroutableMessage() {
        RouterSocket router = router(o -> o.mandatory(true));
        FakePeer alice = peer("alice");
        Source source = Source.named("m");
        Received<Void> sending = Received.of(router.send(source), 0);
        harness.settle();
        source.emit(ZmqMessage.of("alice", "1"))
                .emit(ZmqMessage.of("unknown", "2"))
                .emit(ZmqMessage.of("alice", "3"));
        harness.settle();
        assertThat(sending.error()).isInstanceOf(UnroutableException.class);
        assertThat(source.isCancelled()).isTrue();
        assertThat(alice.takeTexts()).containsExactly("1");
        harness.await(router.send(ZmqMessage.of("alice", "others go on")));
    }

    @Test
    void mandatoryAllowsAThousandConcurrentSends() {
        RouterSocket router = router(o -> o.mandatory(true).sendHighWaterMark(0));
        FakePeer alice = peer("alice");
        for (int i = 0; i < 1000; i++) {
            router.send(ZmqMessage.of("alice", "m" + i)).subscribe();
        }
        assertThat(alice.takeTexts()).hasSize(1000).startsWith("m0").endsWith("m999");
    }

    @Test
    void unsentMessagesOfALostPeerAreCountedAndNotSentToTheNext() {
        RouterSocket router = harness.zmq().router().connect(harness.uri("there"));
        FakePeer first = harness.at("there").accept("alice");
        harness.await(router.send(ZmqMessage.of("alice", "m1")));
        harness.await(router.send(ZmqMessage.of("alice", "m2")));
        first.take(1);
        first.disconnect();
        harness.advance(Duration.ofSeconds(1));
        assertThat(harness.at("there").accept("bob").takeTexts()).isEmpty();
        assertThat(harness.await(router.statistics()).dropped(DropReason.UNROUTABLE))
                .isEqualTo(1);
    }

    @Test
    void mandatoryCanBeChangedWhileInUse() {
        RouterSocket router = router();
        harness.await(router.send(ZmqMessage.of("unknown", "m")));
        assertThat(router.mandatory(true)).isSameAs(router);
        assertThatThrownBy(() -> harness.await(router.send(ZmqMessage.of("unknown", "m"))))
                .isInstanceOf(UnroutableException.class);
        router.mandatory(false);
        harness.await(router.send(ZmqMessage.of("unknown", "m")));
        assertThat(harness.await(router.statistics()).dropped(DropReason.UNROUTABLE))
                .isEqualTo(2);
    }
}
