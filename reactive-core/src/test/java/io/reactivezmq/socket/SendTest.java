package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Single messages, publishers that break the rules, and flush. */
class SendTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private PushSocket push(int highWaterMark) {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(highWaterMark));
        push.connect(stage.uri("sink"));
        stage.settle();
        return push;
    }

    private Received<Void> send(PushSocket push, String text) {
        Received<Void> sent = Received.of(push.send(text), 0);
        stage.settle();
        return sent;
    }

    // trySend

    @Test
    void trySendTakesExactlyTheHighWaterMarkFromElsewhere() {
        PushSocket push = push(10);

        for (int i = 0; i < 10; i++) {
            assertThat(push.trySend(ZmqMessage.of("m" + i))).as("message %d", i).isTrue();
        }
        assertThat(push.trySend(ZmqMessage.of("too many"))).isFalse();
        stage.settle();
        assertThat(push.trySend(ZmqMessage.of("too many"))).isFalse();
        assertThat(stage.at("sink").accept().takeTexts())
                .hasSize(10)
                .startsWith("m0")
                .endsWith("m9");
    }

    @Test
    void trySendTakesExactlyTheHighWaterMarkOnTheLoop() {
        PushSocket push = push(10);

        stage.run(() -> {
            for (int i = 0; i < 10; i++) {
                assertThat(push.trySend(ZmqMessage.of("m" + i)))
                        .as("message %d", i)
                        .isTrue();
            }
            assertThat(push.trySend(ZmqMessage.of("too many"))).isFalse();
        });
        assertThat(stage.at("sink").accept().takeTexts()).hasSize(10);
    }

    @Test
    void trySendTakesMoreWhenThereIsRoomAgain() {
        PushSocket push = push(4);
        FakePeer sink = stage.at("sink").accept();
        for (int i = 0; i < 4; i++) {
            push.trySend(ZmqMessage.of("m" + i));
        }
        stage.settle();

        sink.take(2);
        assertThat(push.trySend(ZmqMessage.of("m4"))).isTrue();
        assertThat(push.trySend(ZmqMessage.of("m5"))).isTrue();
        assertThat(push.trySend(ZmqMessage.of("m6"))).isFalse();
        assertThat(sink.takeTexts()).containsExactly("m2", "m3", "m4", "m5");
    }

    @Test
    void trySendToNobodyIsFalse() {
        PushSocket push = stage.zmq().push();

        assertThat(push.trySend(ZmqMessage.of("m"))).isFalse();
        stage.settle();
        assertThat(push.trySend(ZmqMessage.of("m"))).isFalse();
    }

    @Test
    void trySendIsFalseOnceTheOnlyPeerHasLeftForGood() {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(10));
        stage.await(push.bind(stage.uri("here")));
        FakePeer sink = stage.at("here").connect();
        assertThat(push.trySend(ZmqMessage.of("m"))).isTrue();
        assertThat(sink.takeTexts()).containsExactly("m");

        sink.disconnect();
        assertThat(push.trySend(ZmqMessage.of("to nobody"))).isFalse();
    }

    @Test
    void trySendOnAClosedSocketThrows() {
        PushSocket push = push(10);
        push.close();
        stage.settle();

        assertThatThrownBy(() -> push.trySend(ZmqMessage.of("m"))).isInstanceOf(SocketClosedException.class);
        stage.run(() ->
                assertThatThrownBy(() -> push.trySend(ZmqMessage.of("m"))).isInstanceOf(SocketClosedException.class));
    }

    @Test
    @SuppressWarnings("DataFlowIssue")
    void nullIsRefusedAtOnce() {
        PushSocket push = push(10);

        assertThatThrownBy(() -> push.trySend(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> push.send((ZmqMessage) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> push.send((org.reactivestreams.Publisher<ZmqMessage>) null))
                .isInstanceOf(NullPointerException.class);
        stage.run(() -> assertThatThrownBy(() -> push.trySend(null)).isInstanceOf(NullPointerException.class));
    }

    @Test
    void whatTrySendAcceptedAndNoPipeTookYetIsInTheSendQueue() {
        PushSocket push = push(10);
        FakePeer sink = stage.at("sink").accept();
        // It takes ten on trust, and comes to know that there is room for two only.
        push.highWaterMarks(2, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(push.trySend(ZmqMessage.of("m" + i))).isTrue();
        }
        stage.settle();
        assertThat(stage.await(push.statistics()).sendQueue()).isEqualTo(10);

        assertThat(sink.take(3)).hasSize(3);
        assertThat(stage.await(push.statistics()).sendQueue()).isEqualTo(7);
        push.close();
        stage.settle();
        stage.advance(Duration.ofSeconds(30));
        var statistics = stage.await(push.statistics());
        assertThat(statistics.sendQueue()).isZero();
        assertThat(statistics.dropped(DropReason.LINGER_EXPIRED)).isEqualTo(7);
    }

    @Test
    void whatIsForOnePeerAndInNoPipeYetIsInTheSendQueue() {
        RouterSocket router = stage.zmq().router(o -> o.sendHighWaterMark(10));
        stage.await(router.bind(stage.uri("here")));
        FakePeer peer = stage.at("here").connect("alice");
        MessageSender toAlice = router.to(RoutingId.of("alice"));
        stage.settle();
        router.highWaterMarks(2, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(toAlice.trySend(ZmqMessage.of("m" + i))).isTrue();
        }
        stage.settle();
        assertThat(stage.await(router.statistics()).sendQueue()).isEqualTo(10);
        assertThat(peer.takeTexts()).hasSize(10);
        assertThat(stage.await(router.statistics()).sendQueue()).isZero();
    }

    @Test
    void whatIsLeftBehindAndHasNobodyElseToGoToIsInTheSendQueue() {
        PushSocket push = stage.zmq().push();
        stage.await(push.bind(stage.uri("here")));
        FakePeer sink = stage.at("here").connect();
        for (int i = 0; i < 3; i++) {
            assertThat(send(push, "m" + i).isCompleted()).isTrue();
        }
        sink.take(1);
        sink.disconnect();
        assertThat(stage.await(push.statistics()).sendQueue()).isEqualTo(2);
        assertThat(stage.at("here").connect().takeTexts()).containsExactly("m1", "m2");
        assertThat(stage.await(push.statistics()).sendQueue()).isZero();
    }

    // send(message)

    @Test
    void sendWaitsForRoomAndCompletesInTurn() {
        PushSocket push = push(2);
        FakePeer sink = stage.at("sink").accept();
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
        PushSocket push = stage.zmq().push();
        Received<Void> sent = send(push, "hello");
        assertThat(sent.isOpen()).isTrue();

        push.connect(stage.uri("sink"));
        stage.settle();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(stage.at("sink").accept().takeTexts()).containsExactly("hello");
    }

    @Test
    void cancellingAWaitingSendTakesTheMessageBack() {
        PushSocket push = push(1);
        FakePeer sink = stage.at("sink").accept();
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
        stage.settle();

        sent.awaitEnd();
        stage.settle();
        assertThat(sent.error()).hasMessage("late");
        assertThat(stage.at("sink").accept().takeTexts()).containsExactly("a");
    }

    @Test
    void tooManyWaitingSendsAreAnError() {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(1).maxPendingSends(3));
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
        stage.settle();
        assertThat(send(push, "m4").isOpen()).isTrue();
        assertThat(send(push, "m5").error()).isInstanceOf(TooManyPendingException.class);

        // Whoever was accepted frees a place too.
        push.connect(stage.uri("sink"));
        FakePeer sink = stage.at("sink").accept();
        assertThat(sink.takeTexts()).containsExactly("m1", "m2", "m4");
        send(push, "full");
        for (int i = 0; i < 3; i++) {
            assertThat(send(push, "w" + i).isOpen()).isTrue();
        }
        assertThat(send(push, "w3").error()).isInstanceOf(TooManyPendingException.class);
    }

    @Test
    void noneNeedWaitWhenNoneMay() {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(1).maxPendingSends(0));
        push.connect(stage.uri("sink"));
        stage.settle();

        assertThat(send(push, "a").isCompleted()).isTrue();
        assertThat(send(push, "b").error()).isInstanceOf(TooManyPendingException.class);
    }

    @Test
    void eachSubscriptionSendsAgain() {
        PushSocket push = push(10);
        Mono<Void> sending = push.send("again");
        sending.subscribe();
        sending.subscribe();

        assertThat(stage.at("sink").accept().takeTexts()).containsExactly("again", "again");
    }

    @Test
    void waitingSendsFailWhenTheSocketIsClosed() {
        PushSocket push = push(1);
        send(push, "a");
        Received<Void> waiting = send(push, "b");

        push.close();
        stage.settle();
        assertThat(waiting.error()).isInstanceOf(SocketClosedException.class);
        assertThat(send(push, "c").error()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void singlesFromElsewhereAndFromTheLoopKeepTheirOrder() {
        PushSocket push = push(0);
        for (int i = 0; i < 5; i++) {
            push.send("e" + i).subscribe();
        }
        stage.run(() -> push.send("on the loop").subscribe());
        push.send("last").subscribe();

        assertThat(stage.at("sink").accept().takeTexts())
                .containsExactly("e0", "e1", "e2", "e3", "e4", "on the loop", "last");
    }

    @Test
    void sendsThatFollowEachOtherOnTheLoopNeedNoStack() {
        PushSocket push = push(1);
        FakePeer sink = stage.at("sink").accept();
        Received<Void> all = Received.of(
                Flux.range(0, 20_000).concatMap(i -> push.send("m" + i)).then(), 1);
        stage.settle();

        int got = 0;
        while (got < 20_000) {
            got += sink.take(100).size();
        }
        stage.settle();
        assertThat(all.isCompleted()).isTrue();
    }

    // Publishers that break the rules.

    @Test
    void emittingMoreThanAskedForIsAnError() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        stage.settle();

        source.emit(11);
        stage.settle();
        assertThat(sent.error()).hasMessageContaining("more than it was asked for");
        assertThat(source.isCancelled()).isTrue();
        assertThat(stage.at("sink").accept().takeTexts()).hasSize(10);
    }

    @Test
    void emittingMoreThanAskedForIsAnErrorOnTheLoopToo() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        stage.settle();

        stage.run(() -> source.emit(15));
        assertThat(sent.error()).hasMessageContaining("more than it was asked for");
        assertThat(stage.at("sink").accept().takeTexts()).hasSize(10);
    }

    @Test
    void emittingWithoutBeingAskedIsAnError() {
        PushSocket push = stage.zmq().push();
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        stage.settle();

        source.emit(1);
        stage.settle();
        assertThat(sent.error()).hasMessageContaining("more than it was asked for");
    }

    @Test
    void whatIsEmittedAfterTheEndIsIgnored() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        stage.settle();

        source.emit(1).complete();
        source.complete();
        stage.settle();
        source.emit(1);
        stage.settle();
        stage.run(() -> source.emit(1));
        assertThat(sent.isCompleted()).isTrue();
        assertThat(stage.at("sink").accept().takeTexts()).containsExactly("m-1");
    }

    @Test
    void aFailureAfterTheEndIsReportedAndGoesNowhereElse() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        stage.settle();

        source.complete();
        source.fail(new IllegalStateException("late"));
        stage.settle();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(stage.droppedErrors()).singleElement().hasToString("java.lang.IllegalStateException: late");
    }

    @Test
    void aNullMessageIsThrownBackAtWhoeverEmitsIt() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        push.send(source).subscribe();
        stage.settle();

        assertThatThrownBy(() -> source.emit((ZmqMessage) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aPublisherThatThrowsWhenAskedFailsItsSendAndNothingElse() {
        PushSocket push = push(10);
        Received<Void> sent = Received.of(
                push.send((org.reactivestreams.Publisher<ZmqMessage>)
                        subscriber -> subscriber.onSubscribe(new org.reactivestreams.Subscription() {
                            @Override
                            public void request(long n) {
                                throw new IllegalStateException("asked");
                            }

                            @Override
                            public void cancel() {}
                        })),
                0);
        stage.settle();

        assertThat(sent.error()).hasMessage("asked");
        assertThat(send(push, "goes on").isCompleted()).isTrue();
    }

    @Test
    void whoSendsWithoutEndMayTakeTheCloseForTheEnd() {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(5).linger(java.time.Duration.ZERO));
        push.connect(stage.uri("sink"));
        Received<Void> sending = Received.of(
                push.send(Flux.generate(sink -> sink.next(ZmqMessage.of("m"))))
                        .onErrorComplete(SocketClosedException.class),
                0);
        stage.settle();
        assertThat(sending.isOpen()).isTrue();
        stage.await(push.close());
        assertThat(sending.isCompleted()).isTrue();
        assertThat(stage.droppedErrors()).isEmpty();
    }

    @Test
    void anEmptyPublisherCompletesWithoutAPeer() {
        PushSocket push = stage.zmq().push();

        assertThat(stage.isOver(push.send(Flux.empty()))).isTrue();
    }

    // flush

    @Test
    void flushCompletesWhenAllIsWritten() {
        PushSocket push = push(10);
        FakePeer sink = stage.at("sink").accept().holdFlushes();
        send(push, "a");
        send(push, "b");
        Received<Void> flushed = Received.of(push.flush(), 0);
        stage.settle();
        assertThat(flushed.isOpen()).isTrue();

        sink.take(1);
        assertThat(flushed.isOpen()).isTrue();
        sink.take(1);
        assertThat(flushed.isOpen()).isTrue();
        sink.releaseFlushes();
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushDoesNotWaitForWhatComesLater() {
        PushSocket push = push(10);
        FakePeer sink = stage.at("sink").accept();
        send(push, "a");
        Received<Void> flushed = Received.of(push.flush(), 0);
        stage.settle();
        send(push, "b");

        sink.take(1);
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushCoversWhatOtherThreadsHaveJustSent() {
        PushSocket push = push(10);
        FakePeer sink = stage.at("sink").accept();
        push.send("a").subscribe();
        Received<Void> flushed = Received.of(push.flush(), 0);

        assertThat(flushed.isOpen()).isTrue();
        stage.settle();
        assertThat(flushed.isOpen()).isTrue();
        sink.take(1);
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushWaitsForAPeerToConnect() {
        PushSocket push = push(10);
        send(push, "a");
        Received<Void> flushed = Received.of(push.flush(), 0);
        stage.settle();
        assertThat(flushed.isOpen()).isTrue();

        stage.at("sink").accept().take(1);
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void flushOfNothingIsOverAtOnce() {
        assertThat(stage.isOver(push(10).flush())).isTrue();
        assertThat(stage.isOver(stage.zmq().push().flush())).isTrue();
    }

    @Test
    void flushWaitsForWhatWasAcceptedForAPeerThatHasLeft() {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(10));
        stage.await(push.bind(stage.uri("here")));
        FakePeer first = stage.at("here").connect();
        send(push, "a");
        first.disconnect();
        Received<Void> flushed = Received.of(push.flush(), 0);
        stage.settle();
        assertThat(flushed.isOpen()).isTrue();

        assertThat(stage.at("here").connect().takeTexts()).containsExactly("a");
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void aDealerSendsLikePush() {
        DealerSocket dealer = stage.zmq().dealer(o -> o.sendHighWaterMark(10));
        Source source = Source.named("m");
        dealer.connect(stage.uri("router"));
        dealer.send(source).subscribe();
        stage.settle();

        assertThat(source.requested()).isEqualTo(10);
        source.emitAll();
        stage.settle();
        assertThat(stage.at("router").accept().takeTexts()).hasSize(10);
    }
}
