package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code send} with single messages. */
class SendTest extends PushFixture {

    @Test
    @SuppressWarnings("DataFlowIssue")
    void nullIsRefusedAtOnce() {
        PushSocket push = push(10);

        assertThatThrownBy(() -> push.trySend(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> push.send((ZmqMessage) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> push.send((org.reactivestreams.Publisher<ZmqMessage>) null))
                .isInstanceOf(NullPointerException.class);
        harness.run(() -> assertThatThrownBy(() -> push.trySend(null)).isInstanceOf(NullPointerException.class));
    }

    @Test
    void sendWaitsForRoomAndCompletesInTurn() {
        PushSocket push = push(2);
        FakePeer sink = harness.at("sink").accept();
        assertThat(send(push, "a").isCompleted()).isTrue();
        assertThat(send(push, "b").isCompleted()).isTrue();
        Received<Void> third = send(push, "c");
        Received<Void> fourth = send(push, "d");
        assertThat(third.isOpen()).isTrue();

        sink.take(1);
        assertThat(third.isCompleted()).isTrue();
        assertThat(fourth.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("b", "c", "d");
        assertThat(fourth.isCompleted()).isTrue();
    }

    @Test
    void sendWaitsForAPeer() {
        PushSocket push = harness.zmq().push();
        Received<Void> sent = send(push, "hello");
        assertThat(sent.isOpen()).isTrue();

        push.connect(harness.uri("sink"));
        harness.settle();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("hello");
    }

    @Test
    void cancellingAWaitingSendTakesTheMessageBack() {
        PushSocket push = push(1);
        FakePeer sink = harness.at("sink").accept();
        send(push, "a");
        Received<Void> waiting = send(push, "taken back");
        Received<Void> behind = send(push, "c");

        waiting.cancel();
        assertThat(sink.takeTexts()).containsExactly("a", "c");
        assertThat(behind.isCompleted()).isTrue();
        assertThat(waiting.isOpen()).isTrue();
    }

    @Test
    void aWaitingSendMayTimeOut() {
        PushSocket push = push(1);
        send(push, "a");
        Received<Void> sent = Received.of(
                push.send("b").timeout(Duration.ofMillis(1), Mono.error(new IllegalStateException("late"))), 0);
        harness.settle();

        sent.awaitEnd();
        harness.settle();
        assertThat(sent.error()).hasMessage("late");
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("a");
    }

    @Test
    void tooManyWaitingSendsAreAnError() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(1).maxPendingSends(3));
        List<Received<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(send(push, "m" + i));
        }

        Received<Void> fourth = send(push, "m3");
        assertThat(fourth.error())
                .isInstanceOf(TooManyPendingException.class)
                .hasMessageContaining("maxPendingSends")
                .hasMessageContaining("3");

        waiting.get(0).cancel();
        harness.settle();
        assertThat(send(push, "m4").isOpen()).isTrue();
        assertThat(send(push, "m5").error()).isInstanceOf(TooManyPendingException.class);

        // A send that was accepted frees a place too.
        push.connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        assertThat(sink.takeTexts()).containsExactly("m1", "m2", "m4");
        send(push, "full");
        for (int i = 0; i < 3; i++) {
            assertThat(send(push, "w" + i).isOpen()).isTrue();
        }
        assertThat(send(push, "w3").error()).isInstanceOf(TooManyPendingException.class);
    }

    @Test
    void withoutPendingSendsASendFailsWhenThereIsNoRoom() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(1).maxPendingSends(0));
        push.connect(harness.uri("sink"));
        harness.settle();

        assertThat(send(push, "a").isCompleted()).isTrue();
        assertThat(send(push, "b").error()).isInstanceOf(TooManyPendingException.class);
    }

    @Test
    void eachSubscriptionSendsAgain() {
        PushSocket push = push(10);
        Mono<Void> sending = push.send("again");
        sending.subscribe();
        sending.subscribe();

        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("again", "again");
    }

    @Test
    void waitingSendsFailWhenTheSocketIsClosed() {
        PushSocket push = push(1);
        send(push, "a");
        Received<Void> waiting = send(push, "b");

        push.close();
        harness.settle();
        assertThat(waiting.error()).isInstanceOf(SocketClosedException.class);
        assertThat(send(push, "c").error()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void sendsFromTheLoopAndFromOtherThreadsKeepTheirOrder() {
        PushSocket push = push(0);
        for (int i = 0; i < 5; i++) {
            push.send("e" + i).subscribe();
        }
        harness.run(() -> push.send("on the loop").subscribe());
        push.send("last").subscribe();

        assertThat(harness.at("sink").accept().takeTexts())
                .containsExactly("e0", "e1", "e2", "e3", "e4", "on the loop", "last");
    }

    @Test
    void concatenatedSendsDoNotOverflowTheStack() {
        PushSocket push = push(1);
        FakePeer sink = harness.at("sink").accept();
        Received<Void> all = Received.of(
                Flux.range(0, 20_000).concatMap(i -> push.send("m" + i)).then(), 1);
        harness.settle();

        int got = 0;
        while (got < 20_000) {
            got += sink.take(100).size();
        }
        harness.settle();
        assertThat(all.isCompleted()).isTrue();
    }
}
