package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was accepted is sent within the linger time; what was not, is counted; and closing always ends. */
class LingerTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PushSocket push(Duration linger) {
        PushSocket push = harness.zmq().push(o -> o.linger(linger)).connect(harness.uri("sink"));
        harness.settle();
        return push;
    }

    private void send(PushSocket push, String... texts) {
        for (String text : texts) {
            harness.await(push.send(text));
        }
    }

    private Received<Void> close(PushSocket push) {
        Received<Void> closed = Received.of(push.close(), 0);
        harness.settle();
        return closed;
    }

    @Test
    void closingSendsTheRest() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = harness.at("sink").accept().holdFlushes();
        send(push, "a", "b");
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        assertThat(push.isClosed()).isTrue();

        assertThat(sink.takeTexts()).containsExactly("a", "b");
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.isUp()).isTrue();
        sink.releaseFlushes();
        assertThat(closed.isCompleted()).isTrue();
        assertThat(sink.isUp()).isFalse();
        assertThat(harness.timers()).isZero();
    }

    @Test
    void closingEndsWhenTheTimeIsOverAndCountsWhatWasNotSent() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = harness.at("sink").accept();
        send(push, "a", "b", "c");
        sink.take(1);
        Received<Void> closed = close(push);
        harness.advance(Duration.ofMillis(29_999));
        assertThat(closed.isOpen()).isTrue();
        harness.advance(Duration.ofMillis(1));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(sink.isUp()).isFalse();
        var statistics = harness.await(push.statistics());
        assertThat(statistics.dropped(DropReason.LINGER_EXPIRED)).isEqualTo(2);
        assertThat(statistics.messagesSent()).isEqualTo(1);
    }

    @Test
    void withTheDefaultsClosingEndsThoughNoPeerEverComes() {
        PushSocket push = harness.zmq().push().connect(harness.uri("sink"));
        harness.settle();
        send(push, "a");
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        harness.advance(Duration.ofSeconds(30));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(harness.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void withoutLingerClosingIsAtOnce() {
        PushSocket push = push(Duration.ZERO);
        FakePeer sink = harness.at("sink").accept();
        send(push, "a");
        assertThat(close(push).isCompleted()).isTrue();
        assertThat(sink.isUp()).isFalse();
        assertThat(harness.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void withNothingToSendClosingIsAtOnceWhetherOrNotAnyoneIsThere() {
        assertThat(close(push(Duration.ofSeconds(30))).isCompleted()).isTrue();
        assertThat(harness.timers()).isZero();
        assertThat(harness.at("sink").isDialed()).isFalse();
    }

    @Test
    void closingGoesOnConnectingWhileItLingers() {
        PushSocket push = push(Duration.ofSeconds(30));
        send(push, "a");
        Received<Void> closed = close(push);
        harness.at("sink").refuse();
        harness.advance(Duration.ofSeconds(1));
        FakePeer sink = harness.at("sink").accept();
        assertThat(sink.takeTexts()).containsExactly("a");
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void anEndpointThatIsGivenUpMeanwhileHoldsNothingUp() {
        PushSocket push =
                harness.zmq().push(o -> o.reconnectInterval(Duration.ZERO)).connect(harness.uri("sink"));
        harness.settle();
        send(push, "a");
        Received<Void> closed = close(push);
        harness.at("sink").refuse();
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void aPeerThatLeavesWhileItsPipeLingersHoldsNothingUp() {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("here")));
        FakePeer sink = harness.at("here").connect();
        send(push, "a");
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        sink.disconnect();
        assertThat(closed.isCompleted()).isTrue();
        assertThat(harness.await(push.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(1);
    }

    @Test
    void disconnectSendsTheRestAndTakesNoMore() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = harness.at("sink").accept();
        send(push, "a", "b");
        push.disconnect(harness.uri("sink"));
        assertThat(push.trySend(ZmqMessage.of("too late"))).isTrue();
        harness.settle();
        assertThat(push.trySend(ZmqMessage.of("too late"))).isFalse();
        assertThat(sink.isUp()).isTrue();
        assertThat(sink.takeTexts()).startsWith("a", "b");
        assertThat(sink.isUp()).isFalse();
    }

    @Test
    void unbindSendsTheRestToEachAndAcceptsNoPeer() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(10));
        harness.await(push.bind(harness.uri("here")));
        FakePeer one = harness.at("here").connect();
        FakePeer two = harness.at("here").connect();
        send(push, "a", "b");
        Received<Void> unbound = Received.of(push.unbind(harness.uri("here")), 0);
        assertThat(harness.at("here").isBound()).isFalse();
        assertThat(unbound.isOpen()).isTrue();
        one.takeAll();
        assertThat(one.isUp()).isFalse();
        assertThat(unbound.isOpen()).isTrue();
        two.takeAll();
        assertThat(unbound.isCompleted()).isTrue();
    }

    @Test
    void closingWaitsForWhatLingersFromAnEarlierDisconnect() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = harness.at("sink").accept();
        send(push, "a");
        push.disconnect(harness.uri("sink"));
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("a");
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void closingWaitsForWhatLingersFromAnEarlierUnbind() {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("here")));
        FakePeer sink = harness.at("here").connect();
        send(push, "a");
        push.unbind(harness.uri("here")).subscribe();
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("a");
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void unbindOfAnUnknownEndpointFails() {
        PushSocket push = harness.zmq().push();
        Received<Void> unbound = Received.of(push.unbind(harness.uri("here")), 0);
        harness.settle();
        assertThat(unbound.error()).isInstanceOf(UnknownEndpointException.class);
    }

    @Test
    void whatAPublisherIsAskedForAfterwardsIsNotLostInSilence() {
        PubSocket pub = harness.zmq().pub(o -> o.linger(Duration.ofSeconds(30)));
        harness.await(pub.bind(harness.uri("here")));
        FakePeer sub = harness.at("here").connect().subscribe("");
        harness.await(pub.send("a"));
        pub.unbind(harness.uri("here")).subscribe();
        harness.settle();
        harness.await(pub.send("b"));
        sub.take(1);
        var statistics = harness.await(pub.statistics());
        assertThat(statistics.messagesSent() + statistics.dropped()).isLessThanOrEqualTo(2);
        assertThat(sub.isUp()).isFalse();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = harness.at("sink").accept();
        send(push, "a");
        Received<Void> first = close(push);
        Received<Void> second = close(push);
        sink.takeAll();
        assertThat(first.isCompleted()).isTrue();
        assertThat(second.isCompleted()).isTrue();
        assertThat(close(push).isCompleted()).isTrue();
    }

    @Test
    void closingNeedsNoSubscriber() {
        PushSocket push = push(Duration.ZERO);
        FakePeer sink = harness.at("sink").accept();
        push.close();
        assertThat(sink.isUp()).isFalse();
    }

    @Test
    void closingInsideAReceiverWorks() {
        var pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE, (self, message) -> pull.close());
        harness.settle();
        source.deliver("a", "b");
        assertThat(received.isCompleted()).isTrue();
        assertThat(source.isUp()).isFalse();
    }

    @Test
    void aClosedSocketSaysSo() {
        PushSocket push = push(Duration.ZERO);
        harness.await(push.close());
        assertThat(push.isClosed()).isTrue();
        assertThatThrownBy(() -> push.connect(harness.uri("sink"))).isInstanceOf(SocketClosedException.class);
        Received<?> bound = Received.of(push.bind(harness.uri("here")), 1);
        harness.settle();
        assertThat(bound.error()).isInstanceOf(SocketClosedException.class);
        Received<Void> waiting = Received.of(push.awaitPeers(1), 0);
        harness.settle();
        assertThat(waiting.error()).isInstanceOf(SocketClosedException.class);
        assertThat(harness.isOver(push.flush())).isTrue();
        assertThat(harness.isOver(push.events().then())).isTrue();
    }

    @Test
    void closingWhileABindIsUnderWayUndoesIt() {
        PushSocket push = harness.zmq().push();
        Received<?> bound = Received.of(push.bind(harness.uri("here")), 1);
        push.close();
        harness.settle();
        assertThat(bound.error()).isInstanceOf(SocketClosedException.class);
        assertThat(harness.at("here").isBound()).isFalse();
    }

    @Test
    void eventsOfAClose() {
        PushSocket push = push(Duration.ZERO);
        FakePeer sink = harness.at("sink").accept();
        harness.await(push.bind(harness.uri("here")));
        FakePeer client = harness.at("here").connect();
        Received<SocketEvent> events = Received.of(push.events(), Long.MAX_VALUE);
        harness.await(push.close());
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName() + " " + event.endpoint())
                .containsExactlyInAnyOrder(
                        "Disconnected " + harness.uri("sink"),
                        "Closed " + harness.uri("sink"),
                        "Disconnected " + harness.uri("here"),
                        "Closed " + harness.uri("here"));
        assertThat(events.isCompleted()).isTrue();
        assertThat(sink.isUp()).isFalse();
        assertThat(client.isUp()).isFalse();
    }

    @Test
    void closingInAHurryDropsAndCountsWhatWaits() {
        PushSocket push = push(Duration.ofSeconds(30));
        send(push, "a", "b");
        Received<Void> closed = Received.of(push.close(Duration.ZERO), 0);
        harness.settle();
        assertThat(closed.isCompleted()).isTrue();
        assertThat(harness.at("sink").isDialed()).isFalse();
        assertThat(harness.timers()).isZero();
        assertThat(harness.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
    }

    @Test
    void closingMayTakeLongerThanTheSocketsOwnTime() {
        PushSocket push = push(Duration.ZERO);
        FakePeer sink = harness.at("sink").accept();
        send(push, "a");
        Received<Void> closed = Received.of(push.close(Duration.ofSeconds(5)), 0);
        harness.advance(Duration.ofSeconds(4));
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("a");
        harness.settle();
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void aSecondCloseMayHastenTheFirstAndWhatWasDisconnectedBefore() {
        PushSocket push = push(Duration.ofSeconds(30));
        send(push, "a");
        push.disconnect(harness.uri("sink"));
        harness.await(push.bind(harness.uri("here")));
        FakePeer stalled = harness.at("here").connect();
        send(push, "b");
        Received<SocketEvent> events = Received.of(push.events(), Long.MAX_VALUE);
        Received<Void> closed = close(push);
        harness.advance(Duration.ofSeconds(1));
        assertThat(closed.isOpen()).isTrue();
        Received<Void> hastened = Received.of(push.close(Duration.ofSeconds(3)), 0);
        harness.advance(Duration.ofSeconds(2));
        assertThat(closed.isOpen()).isTrue();
        push.close(Duration.ofHours(1));
        harness.advance(Duration.ofSeconds(1));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(hastened.isCompleted()).isTrue();
        assertThat(stalled.isUp()).isFalse();
        assertThat(events.values())
                .filteredOn(SocketEvent.Closed.class::isInstance)
                .as("each endpoint once")
                .hasSize(2);
        assertThat(harness.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
        harness.await(push.close(Duration.ZERO));
        assertThat(harness.timers()).isZero();
    }

    @Test
    void theLingerTimeCanBeChangedLater() {
        PushSocket push = push(Duration.ofSeconds(30)).linger(Duration.ofSeconds(1));
        send(push, "a");
        Received<Void> closed = close(push);
        harness.advance(Duration.ofMillis(999));
        assertThat(closed.isOpen()).isTrue();
        harness.advance(Duration.ofMillis(1));
        assertThat(closed.isCompleted()).isTrue();
        assertThatThrownBy(() -> push.linger(Duration.ofMillis(-1)))
                .isInstanceOf(io.reactivezmq.error.InvalidOptionException.class)
                .hasMessageContaining("ZMQ_LINGER");
        assertThatThrownBy(() -> push.close(Duration.ofDays(10_000)))
                .isInstanceOf(io.reactivezmq.error.InvalidOptionException.class);
    }

    @Test
    void aClosingSocketReadsOnAndDropsSoThatTheEndOfAPeerIsSeen() {
        PairSocket pair = harness.zmq().pair(o -> o.receiveHighWaterMark(1).linger(Duration.ofSeconds(10)));
        harness.await(pair.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect().deliver("1", "2", "3");
        assertThat(peer.unread()).isEqualTo(2);
        harness.await(pair.send("waits"));
        Received<Void> closed = Received.of(pair.close(), 0);
        harness.settle();
        assertThat(peer.unread()).isZero();
        peer.disconnect();
        assertThat(closed.isCompleted()).isTrue();
        var statistics = harness.await(pair.statistics());
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isZero();
    }
}
