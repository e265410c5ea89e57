package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** {@code send} with publishers, among them publishers that break the rules of Reactive Streams. */
class SendPublisherTest extends PushFixture {

    @Test
    void emittingMoreThanTheDemandFailsTheSend() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        source.emit(11);
        harness.settle();
        assertThat(sent.error()).hasMessageContaining("more than it was asked for");
        assertThat(source.isCancelled()).isTrue();
        assertThat(harness.at("sink").accept().takeTexts()).hasSize(10);
    }

    @Test
    void emittingMoreThanTheDemandOnTheLoopFailsTheSend() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        harness.run(() -> source.emit(15));
        assertThat(sent.error()).hasMessageContaining("more than it was asked for");
        assertThat(harness.at("sink").accept().takeTexts()).hasSize(10);
    }

    @Test
    void emittingWithoutDemandFailsTheSend() {
        PushSocket push = harness.zmq().push();
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        source.emit(1);
        harness.settle();
        assertThat(sent.error()).hasMessageContaining("more than it was asked for");
    }

    @Test
    void messagesEmittedAfterCompletionAreIgnored() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        source.emit(1).complete();
        source.complete();
        harness.settle();
        source.emit(1);
        harness.settle();
        harness.run(() -> source.emit(1));
        assertThat(sent.isCompleted()).isTrue();
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("m-1");
    }

    @Test
    void anErrorAfterCompletionGoesToTheHookForDroppedErrors() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        source.complete();
        source.fail(new IllegalStateException("late"));
        harness.settle();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(harness.droppedErrors()).singleElement().hasToString("java.lang.IllegalStateException: late");
    }

    @Test
    void emittingNullThrowsAtThePublisher() {
        PushSocket push = push(10);
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();

        assertThatThrownBy(() -> source.emit((ZmqMessage) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aPublisherThatThrowsInRequestFailsItsSendAlone() {
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
        harness.settle();

        assertThat(sent.error()).hasMessage("asked");
        assertThat(send(push, "goes on").isCompleted()).isTrue();
    }

    @Test
    void anEndlessSendEndsWithTheCloseOfTheSocket() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(5).linger(java.time.Duration.ZERO));
        push.connect(harness.uri("sink"));
        Received<Void> sending = Received.of(
                push.send(Flux.generate(sink -> sink.next(ZmqMessage.of("m"))))
                        .onErrorComplete(SocketClosedException.class),
                0);
        harness.settle();
        assertThat(sending.isOpen()).isTrue();
        harness.await(push.close());
        assertThat(sending.isCompleted()).isTrue();
        assertThat(harness.droppedErrors()).isEmpty();
    }

    @Test
    void anEmptyPublisherCompletesWithoutAPeer() {
        PushSocket push = harness.zmq().push();

        assertThat(harness.isOver(push.send(Flux.empty()))).isTrue();
    }

    @Test
    void aDealerSendsLikePush() {
        DealerSocket dealer = harness.zmq().dealer(o -> o.sendHighWaterMark(10));
        Source source = Source.named("m");
        dealer.connect(harness.uri("router"));
        dealer.send(source).subscribe();
        harness.settle();

        assertThat(source.requested()).isEqualTo(10);
        source.emitAll();
        harness.settle();
        assertThat(harness.at("router").accept().takeTexts()).hasSize(10);
    }

    @Test
    void messagesEmittedAfterACancelAreDiscardedToo() {
        PushSocket push = push(2);
        Source source = Source.named("s");
        List<String> discarded = new ArrayList<>();
        Disposable sending = push.send(source)
                .doOnDiscard(ZmqMessage.class, message -> discarded.add(message.text()))
                .subscribe();
        harness.settle();
        harness.run(() -> {
            assertThat(push.trySend(ZmqMessage.of("1"))).isTrue();
            assertThat(push.trySend(ZmqMessage.of("2"))).isTrue();
        });
        source.emit(1);
        harness.settle();
        sending.dispose();
        harness.settle();
        source.emit(1);
        harness.settle();
        assertThat(discarded).containsExactly("s-1", "s-2");
    }
}
