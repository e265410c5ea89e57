package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.MessageSender;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** ROUTER with a sender for one of its peers: {@code router.to(id)}. */
class RouterToPeerTest extends RouterFixture {

    @Test
    void demandIsTheRoomOfThatPeer() {
        RouterSocket router = router(o -> o.sendHighWaterMark(10));
        FakePeer alice = peer("alice");
        FakePeer bob = peer("bob");
        Source source = Source.named("m");
        router.to(RoutingId.of("alice")).send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isEqualTo(10);
        source.emitAll();
        harness.settle();
        assertThat(source.requested()).isEqualTo(10);
        assertThat(alice.takeTexts()).hasSize(10).startsWith("m-1");
        harness.settle();
        assertThat(source.requested()).isEqualTo(20);
        assertThat(bob.takeTexts()).isEmpty();
    }

    @Test
    void aSingleMessageWaitsForThatPeerAlone() {
        RouterSocket router = router(o -> o.sendHighWaterMark(1));
        FakePeer alice = peer("alice");
        FakePeer bob = peer("bob");
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        harness.await(toAlice.send("a1"));
        Received<Void> second = Received.of(toAlice.send("a2"), 0);
        harness.settle();
        assertThat(second.isOpen()).isTrue();
        harness.await(router.to(RoutingId.of("bob")).send("b1"));
        assertThat(bob.takeTexts()).containsExactly("b1");
        assertThat(alice.takeTexts()).containsExactly("a1", "a2");
        assertThat(second.isCompleted()).isTrue();
    }

    @Test
    void sendsBeyondMaxPendingSendsFail() {
        RouterSocket router = router(o -> o.sendHighWaterMark(1).maxPendingSends(1));
        peer("alice");
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        harness.await(toAlice.send("a1"));
        toAlice.send("a2").subscribe();
        harness.settle();
        Received<Void> third = Received.of(toAlice.send("a3"), 0);
        harness.settle();
        assertThat(third.error()).isInstanceOf(TooManyPendingException.class).hasMessageContaining("alice");
    }

    @Test
    void sendsToAnUnknownPeerFailUntilItConnects() {
        RouterSocket router = router();
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        Received<Void> early = Received.of(toAlice.send("m"), 0);
        Received<Void> source = Received.of(toAlice.send(Source.named("m")), 0);
        Received<Void> flushing = Received.of(toAlice.flush(), 0);
        harness.settle();
        assertThat(early.error()).isInstanceOf(UnroutableException.class).hasMessageContaining("alice");
        assertThat(source.error()).isInstanceOf(UnroutableException.class);
        assertThat(flushing.error()).isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> toAlice.trySend(ZmqMessage.of("m"))).isInstanceOf(UnroutableException.class);

        FakePeer alice = peer("alice");
        harness.await(toAlice.send("m"));
        assertThat(alice.takeTexts()).containsExactly("m");
    }

    @Test
    void trySendToAConnectedPeerReturnsFalseWhenItIsFull() {
        RouterSocket router = router(o -> o.sendHighWaterMark(2));
        FakePeer alice = peer("alice");
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        toAlice.trySend(ZmqMessage.of("may be too early"));
        harness.settle();
        alice.takeAll();
        assertThat(toAlice.trySend(ZmqMessage.of("m1"))).isTrue();
        assertThat(toAlice.trySend(ZmqMessage.of("m2"))).isTrue();
        assertThat(toAlice.trySend(ZmqMessage.of("m3"))).isFalse();
        assertThat(alice.takeTexts()).containsExactly("m1", "m2");
    }

    @Test
    void aLostPeerFailsTheSendsThatWaitForIt() {
        RouterSocket router = router(o -> o.sendHighWaterMark(1));
        FakePeer alice = peer("alice");
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        harness.await(toAlice.send("m1"));
        Received<Void> waiting = Received.of(toAlice.send("m2"), 0);
        Source source = Source.named("s");
        Received<Void> sending = Received.of(toAlice.send(source), 0);
        harness.settle();
        alice.disconnect();
        assertThat(waiting.error()).isInstanceOf(PeerLostException.class).hasMessageContaining("alice");
        assertThat(sending.error()).isInstanceOf(PeerLostException.class);
        assertThat(source.isCancelled()).isTrue();
        Received<Void> late = Received.of(toAlice.send("m3"), 0);
        harness.settle();
        assertThat(late.error()).isInstanceOf(UnroutableException.class);

        FakePeer again = peer("alice");
        harness.await(toAlice.send("m4"));
        assertThat(again.takeTexts()).containsExactly("m4");
    }

    @Test
    void flushWaitsForThatPeerAlone() {
        RouterSocket router = router();
        FakePeer alice = peer("alice");
        FakePeer bob = peer("bob");
        harness.await(router.to(RoutingId.of("bob")).send("b"));
        harness.await(router.to(RoutingId.of("alice")).send("a"));
        Received<Void> flushed = Received.of(router.to(RoutingId.of("alice")).flush(), 0);
        harness.settle();
        assertThat(flushed.isOpen()).isTrue();
        alice.take(1);
        assertThat(flushed.isCompleted()).isTrue();
        assertThat(bob.takeTexts()).containsExactly("b");
    }

    @Test
    void closingFailsWaitingSends() {
        RouterSocket router = router(o -> o.sendHighWaterMark(1).linger(Duration.ZERO));
        peer("alice");
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        harness.await(toAlice.send("m1"));
        Received<Void> waiting = Received.of(toAlice.send("m2"), 0);
        harness.settle();
        harness.await(router.close());
        assertThat(waiting.error()).isInstanceOf(SocketClosedException.class);
        Received<Void> late = Received.of(toAlice.send("m3"), 0);
        harness.settle();
        assertThat(late.error()).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> toAlice.trySend(ZmqMessage.of("m"))).isInstanceOf(SocketClosedException.class);
    }
}
