package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.MessageSender;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code trySend}, and the send queue that its accepted messages are counted in. */
class TrySendTest extends PushFixture {

    @Test
    void trySendTakesExactlyTheHighWaterMarkOffTheLoop() {
        PushSocket push = push(10);

        for (int i = 0; i < 10; i++) {
            assertThat(push.trySend(ZmqMessage.of("m" + i))).as("message %d", i).isTrue();
        }
        assertThat(push.trySend(ZmqMessage.of("too many"))).isFalse();
        harness.settle();
        assertThat(push.trySend(ZmqMessage.of("too many"))).isFalse();
        assertThat(harness.at("sink").accept().takeTexts())
                .hasSize(10)
                .startsWith("m0")
                .endsWith("m9");
    }

    @Test
    void trySendTakesExactlyTheHighWaterMarkOnTheLoop() {
        PushSocket push = push(10);

        harness.run(() -> {
            for (int i = 0; i < 10; i++) {
                assertThat(push.trySend(ZmqMessage.of("m" + i)))
                        .as("message %d", i)
                        .isTrue();
            }
            assertThat(push.trySend(ZmqMessage.of("too many"))).isFalse();
        });
        assertThat(harness.at("sink").accept().takeTexts()).hasSize(10);
    }

    @Test
    void trySendTakesMoreWhenThereIsRoomAgain() {
        PushSocket push = push(4);
        FakePeer sink = harness.at("sink").accept();
        for (int i = 0; i < 4; i++) {
            push.trySend(ZmqMessage.of("m" + i));
        }
        harness.settle();

        sink.take(2);
        assertThat(push.trySend(ZmqMessage.of("m4"))).isTrue();
        assertThat(push.trySend(ZmqMessage.of("m5"))).isTrue();
        assertThat(push.trySend(ZmqMessage.of("m6"))).isFalse();
        assertThat(sink.takeTexts()).containsExactly("m2", "m3", "m4", "m5");
    }

    @Test
    void trySendWithoutPeersIsFalse() {
        PushSocket push = harness.zmq().push();

        assertThat(push.trySend(ZmqMessage.of("m"))).isFalse();
        harness.settle();
        assertThat(push.trySend(ZmqMessage.of("m"))).isFalse();
    }

    @Test
    void trySendIsFalseOnceTheOnlyPeerHasLeftForGood() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(10));
        harness.await(push.bind(harness.uri("here")));
        FakePeer sink = harness.at("here").connect();
        assertThat(push.trySend(ZmqMessage.of("m"))).isTrue();
        assertThat(sink.takeTexts()).containsExactly("m");

        sink.disconnect();
        assertThat(push.trySend(ZmqMessage.of("without a peer"))).isFalse();
    }

    @Test
    void trySendOnAClosedSocketThrows() {
        PushSocket push = push(10);
        push.close();
        harness.settle();

        assertThatThrownBy(() -> push.trySend(ZmqMessage.of("m"))).isInstanceOf(SocketClosedException.class);
        harness.run(() ->
                assertThatThrownBy(() -> push.trySend(ZmqMessage.of("m"))).isInstanceOf(SocketClosedException.class));
    }

    @Test
    void theSendQueueCountsAcceptedMessagesThatAreInNoPipeYet() {
        PushSocket push = push(10);
        FakePeer sink = harness.at("sink").accept();
        // Off the loop, the socket takes ten before it knows that there is room for two only.
        push.highWaterMarks(2, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(push.trySend(ZmqMessage.of("m" + i))).isTrue();
        }
        harness.settle();
        assertThat(harness.await(push.statistics()).sendQueue()).isEqualTo(10);

        assertThat(sink.take(3)).hasSize(3);
        assertThat(harness.await(push.statistics()).sendQueue()).isEqualTo(7);
        push.close();
        harness.settle();
        harness.advance(Duration.ofSeconds(30));
        var statistics = harness.await(push.statistics());
        assertThat(statistics.sendQueue()).isZero();
        assertThat(statistics.dropped(DropReason.LINGER_EXPIRED)).isEqualTo(7);
    }

    @Test
    void theSendQueueCountsMessagesToOnePeerThatAreInNoPipeYet() {
        RouterSocket router = harness.zmq().router(o -> o.sendHighWaterMark(10));
        harness.await(router.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect("alice");
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        harness.settle();
        router.highWaterMarks(2, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(toAlice.trySend(ZmqMessage.of("m" + i))).isTrue();
        }
        harness.settle();
        assertThat(harness.await(router.statistics()).sendQueue()).isEqualTo(10);
        assertThat(peer.takeTexts()).hasSize(10);
        assertThat(harness.await(router.statistics()).sendQueue()).isZero();
    }

    @Test
    void theSendQueueCountsUnsentMessagesOfTheOnlyPeerAfterItIsLost() {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("here")));
        FakePeer sink = harness.at("here").connect();
        for (int i = 0; i < 3; i++) {
            assertThat(send(push, "m" + i).isCompleted()).isTrue();
        }
        sink.take(1);
        sink.disconnect();
        assertThat(harness.await(push.statistics()).sendQueue()).isEqualTo(2);
        assertThat(harness.at("here").connect().takeTexts()).containsExactly("m1", "m2");
        assertThat(harness.await(push.statistics()).sendQueue()).isZero();
    }

    @Test
    void onTheLoopItDoesNotOvertakeASendOfAnotherThread() {
        PushSocket push = push(4);
        push.send(Source.named("idle")).subscribe();
        harness.settle();
        FakePeer sink = harness.at("sink").accept();
        harness.run(() -> {
            CompletableFuture.runAsync(() -> push.send("A").subscribe()).join();
            if (!push.trySend(ZmqMessage.of("B"))) {
                push.send("B").subscribe();
            }
        });
        assertThat(sink.takeTexts()).containsExactly("A", "B");
    }

    @Test
    void insideTheAnswerOfASendThereIsTheRestOfTheRoom() {
        PushSocket push = push(4);
        FakePeer sink = harness.at("sink").accept();
        for (int i = 0; i < 4; i++) {
            assertThat(push.trySend(ZmqMessage.of("m" + i))).isTrue();
        }
        harness.settle();
        List<Boolean> accepted = new ArrayList<>();
        push.send("c")
                .doOnSuccess(nothing -> accepted.add(push.trySend(ZmqMessage.of("d"))))
                .subscribe();
        harness.settle();
        assertThat(accepted).isEmpty();
        sink.take(2);
        assertThat(accepted).containsExactly(true);
    }
}
