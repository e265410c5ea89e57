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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private PushSocket push(Duration linger) {
        PushSocket push = stage.zmq().push(o -> o.linger(linger)).connect(stage.uri("sink"));
        stage.settle();
        return push;
    }

    private void send(PushSocket push, String... texts) {
        for (String text : texts) {
            stage.await(push.send(text));
        }
    }

    private Received<Void> close(PushSocket push) {
        Received<Void> closed = Received.of(push.close(), 0);
        stage.settle();
        return closed;
    }

    @Test
    void closingSendsTheRest() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = stage.at("sink").accept().holdFlushes();
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
        assertThat(stage.timers()).isZero();
    }

    @Test
    void closingEndsWhenTheTimeIsOverAndCountsWhatWasNotSent() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = stage.at("sink").accept();
        send(push, "a", "b", "c");
        sink.take(1);
        Received<Void> closed = close(push);
        stage.advance(Duration.ofMillis(29_999));
        assertThat(closed.isOpen()).isTrue();
        stage.advance(Duration.ofMillis(1));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(sink.isUp()).isFalse();
        var statistics = stage.await(push.statistics());
        assertThat(statistics.dropped(DropReason.LINGER_EXPIRED)).isEqualTo(2);
        assertThat(statistics.messagesSent()).isEqualTo(1);
    }

    @Test
    void withTheDefaultsClosingEndsThoughNobodyEverComes() {
        PushSocket push = stage.zmq().push().connect(stage.uri("sink"));
        stage.settle();
        send(push, "a");
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        stage.advance(Duration.ofSeconds(30));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(stage.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void withoutLingerClosingIsAtOnce() {
        PushSocket push = push(Duration.ZERO);
        FakePeer sink = stage.at("sink").accept();
        send(push, "a");
        assertThat(close(push).isCompleted()).isTrue();
        assertThat(sink.isUp()).isFalse();
        assertThat(stage.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void withNothingToSendClosingIsAtOnceWhetherOrNotAnyoneIsThere() {
        assertThat(close(push(Duration.ofSeconds(30))).isCompleted()).isTrue();
        assertThat(stage.timers()).isZero();
        assertThat(stage.at("sink").isDialed()).isFalse();
    }

    @Test
    void closingGoesOnConnectingWhileItLingers() {
        PushSocket push = push(Duration.ofSeconds(30));
        send(push, "a");
        Received<Void> closed = close(push);
        stage.at("sink").refuse();
        stage.advance(Duration.ofSeconds(1));
        FakePeer sink = stage.at("sink").accept();
        assertThat(sink.takeTexts()).containsExactly("a");
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void anEndpointThatIsGivenUpMeanwhileHoldsNothingUp() {
        PushSocket push =
                stage.zmq().push(o -> o.reconnectInterval(Duration.ZERO)).connect(stage.uri("sink"));
        stage.settle();
        send(push, "a");
        Received<Void> closed = close(push);
        stage.at("sink").refuse();
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void aPeerThatLeavesWhileItsPipeLingersHoldsNothingUp() {
        PushSocket push = stage.zmq().push();
        stage.await(push.bind(stage.uri("here")));
        FakePeer sink = stage.at("here").connect();
        send(push, "a");
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        sink.disconnect();
        assertThat(closed.isCompleted()).isTrue();
        assertThat(stage.await(push.statistics()).dropped(DropReason.PEER_GONE)).isEqualTo(1);
    }

    @Test
    void disconnectSendsTheRestAndTakesNoMore() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = stage.at("sink").accept();
        send(push, "a", "b");
        push.disconnect(stage.uri("sink"));
        assertThat(push.trySend(ZmqMessage.of("too late"))).isTrue();
        stage.settle();
        assertThat(push.trySend(ZmqMessage.of("too late"))).isFalse();
        assertThat(sink.isUp()).isTrue();
        assertThat(sink.takeTexts()).startsWith("a", "b");
        assertThat(sink.isUp()).isFalse();
    }

    @Test
    void unbindSendsTheRestToEachAndLetsNobodyIn() {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(10));
        stage.await(push.bind(stage.uri("here")));
        FakePeer one = stage.at("here").connect();
        FakePeer two = stage.at("here").connect();
        send(push, "a", "b");
        Received<Void> unbound = Received.of(push.unbind(stage.uri("here")), 0);
        assertThat(stage.at("here").isBound()).isFalse();
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
        FakePeer sink = stage.at("sink").accept();
        send(push, "a");
        push.disconnect(stage.uri("sink"));
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("a");
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void closingWaitsForWhatLingersFromAnEarlierUnbind() {
        PushSocket push = stage.zmq().push();
        stage.await(push.bind(stage.uri("here")));
        FakePeer sink = stage.at("here").connect();
        send(push, "a");
        push.unbind(stage.uri("here")).subscribe();
        Received<Void> closed = close(push);
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("a");
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void unbindOfAnUnknownEndpointFails() {
        PushSocket push = stage.zmq().push();
        Received<Void> unbound = Received.of(push.unbind(stage.uri("here")), 0);
        stage.settle();
        assertThat(unbound.error()).isInstanceOf(UnknownEndpointException.class);
    }

    @Test
    void whatAPublisherIsAskedForAfterwardsIsNotLostInSilence() {
        PubSocket pub = stage.zmq().pub(o -> o.linger(Duration.ofSeconds(30)));
        stage.await(pub.bind(stage.uri("here")));
        FakePeer sub = stage.at("here").connect().subscribe("");
        stage.await(pub.send("a"));
        pub.unbind(stage.uri("here")).subscribe();
        stage.settle();
        stage.await(pub.send("b"));
        sub.take(1);
        var statistics = stage.await(pub.statistics());
        assertThat(statistics.messagesSent() + statistics.dropped()).isLessThanOrEqualTo(2);
        assertThat(sub.isUp()).isFalse();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        PushSocket push = push(Duration.ofSeconds(30));
        FakePeer sink = stage.at("sink").accept();
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
        FakePeer sink = stage.at("sink").accept();
        push.close();
        assertThat(sink.isUp()).isFalse();
    }

    @Test
    void closingInsideAReceiverWorks() {
        var pull = stage.zmq().pull();
        stage.await(pull.bind(stage.uri("here")));
        FakePeer source = stage.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE, (self, message) -> pull.close());
        stage.settle();
        source.deliver("a", "b");
        assertThat(received.isCompleted()).isTrue();
        assertThat(source.isUp()).isFalse();
    }

    @Test
    void aClosedSocketSaysSo() {
        PushSocket push = push(Duration.ZERO);
        stage.await(push.close());
        assertThat(push.isClosed()).isTrue();
        assertThatThrownBy(() -> push.connect(stage.uri("sink"))).isInstanceOf(SocketClosedException.class);
        Received<?> bound = Received.of(push.bind(stage.uri("here")), 1);
        stage.settle();
        assertThat(bound.error()).isInstanceOf(SocketClosedException.class);
        Received<Void> waiting = Received.of(push.awaitPeers(1), 0);
        stage.settle();
        assertThat(waiting.error()).isInstanceOf(SocketClosedException.class);
        assertThat(stage.isOver(push.flush())).isTrue();
        assertThat(stage.isOver(push.events().then())).isTrue();
    }

    @Test
    void closingWhileABindIsUnderWayUndoesIt() {
        PushSocket push = stage.zmq().push();
        Received<?> bound = Received.of(push.bind(stage.uri("here")), 1);
        push.close();
        stage.settle();
        assertThat(bound.error()).isInstanceOf(SocketClosedException.class);
        assertThat(stage.at("here").isBound()).isFalse();
    }

    @Test
    void eventsOfAClose() {
        PushSocket push = push(Duration.ZERO);
        FakePeer sink = stage.at("sink").accept();
        stage.await(push.bind(stage.uri("here")));
        FakePeer client = stage.at("here").connect();
        Received<SocketEvent> events = Received.of(push.events(), Long.MAX_VALUE);
        stage.await(push.close());
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName() + " " + event.endpoint())
                .containsExactlyInAnyOrder(
                        "Disconnected " + stage.uri("sink"),
                        "Closed " + stage.uri("sink"),
                        "Disconnected " + stage.uri("here"),
                        "Closed " + stage.uri("here"));
        assertThat(events.isCompleted()).isTrue();
        assertThat(sink.isUp()).isFalse();
        assertThat(client.isUp()).isFalse();
    }

    @Test
    void closingInAHurryDropsAndCountsWhatWaits() {
        PushSocket push = push(Duration.ofSeconds(30));
        send(push, "a", "b");
        Received<Void> closed = Received.of(push.close(Duration.ZERO), 0);
        stage.settle();
        assertThat(closed.isCompleted()).isTrue();
        assertThat(stage.at("sink").isDialed()).isFalse();
        assertThat(stage.timers()).isZero();
        assertThat(stage.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
    }

    @Test
    void closingMayTakeLongerThanTheSocketsOwnTime() {
        PushSocket push = push(Duration.ZERO);
        FakePeer sink = stage.at("sink").accept();
        send(push, "a");
        Received<Void> closed = Received.of(push.close(Duration.ofSeconds(5)), 0);
        stage.advance(Duration.ofSeconds(4));
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("a");
        stage.settle();
        assertThat(closed.isCompleted()).isTrue();
    }

    @Test
    void aSecondCloseMayHastenTheFirstAndWhatWasDisconnectedBefore() {
        PushSocket push = push(Duration.ofSeconds(30));
        send(push, "a");
        push.disconnect(stage.uri("sink"));
        stage.await(push.bind(stage.uri("here")));
        FakePeer stalled = stage.at("here").connect();
        send(push, "b");
        Received<SocketEvent> events = Received.of(push.events(), Long.MAX_VALUE);
        Received<Void> closed = close(push);
        stage.advance(Duration.ofSeconds(1));
        assertThat(closed.isOpen()).isTrue();
        Received<Void> hastened = Received.of(push.close(Duration.ofSeconds(3)), 0);
        stage.advance(Duration.ofSeconds(2));
        assertThat(closed.isOpen()).isTrue();
        push.close(Duration.ofHours(1));
        stage.advance(Duration.ofSeconds(1));
        assertThat(closed.isCompleted()).isTrue();
        assertThat(hastened.isCompleted()).isTrue();
        assertThat(stalled.isUp()).isFalse();
        assertThat(events.values())
                .filteredOn(SocketEvent.Closed.class::isInstance)
                .as("each endpoint once")
                .hasSize(2);
        assertThat(stage.await(push.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(2);
        stage.await(push.close(Duration.ZERO));
        assertThat(stage.timers()).isZero();
    }

    @Test
    void theLingerTimeCanBeChangedLater() {
        PushSocket push = push(Duration.ofSeconds(30)).linger(Duration.ofSeconds(1));
        send(push, "a");
        Received<Void> closed = close(push);
        stage.advance(Duration.ofMillis(999));
        assertThat(closed.isOpen()).isTrue();
        stage.advance(Duration.ofMillis(1));
        assertThat(closed.isCompleted()).isTrue();
        assertThatThrownBy(() -> push.linger(Duration.ofMillis(-1)))
                .isInstanceOf(io.reactivezmq.error.InvalidOptionException.class)
                .hasMessageContaining("ZMQ_LINGER");
        assertThatThrownBy(() -> push.close(Duration.ofDays(10_000)))
                .isInstanceOf(io.reactivezmq.error.InvalidOptionException.class);
    }

    @Test
    void aClosingSocketReadsOnAndDropsSoThatTheEndOfAPeerIsSeen() {
        PairSocket pair = stage.zmq().pair(o -> o.receiveHighWaterMark(1).linger(Duration.ofSeconds(10)));
        stage.await(pair.bind(stage.uri("here")));
        FakePeer peer = stage.at("here").connect().deliver("1", "2", "3");
        assertThat(peer.unread()).isEqualTo(2);
        stage.await(pair.send("waits"));
        Received<Void> closed = Received.of(pair.close(), 0);
        stage.settle();
        assertThat(peer.unread()).isZero();
        peer.disconnect();
        assertThat(closed.isCompleted()).isTrue();
        var statistics = stage.await(pair.statistics());
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isZero();
    }
}
