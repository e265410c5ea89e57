package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** A publisher given to PUSH is asked for exactly what the pipes have room for. */
class PushDemandTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PushSocket push(int highWaterMark) {
        return harness.zmq().push(o -> o.sendHighWaterMark(highWaterMark));
    }

    private Source sending(PushSocket push, String name) {
        Source source = Source.named(name);
        push.send(source).subscribe();
        harness.settle();
        return source;
    }

    @Test
    void noPeerNoDemand() {
        Source source = sending(push(10), "m");

        assertThat(source.requested()).isZero();
    }

    @Test
    void aConnectedEndpointIsRoomForTheHighWaterMark() {
        PushSocket push = push(10).connect(harness.uri("unbound"));
        Source source = sending(push, "m");

        assertThat(source.requested()).isEqualTo(10);
        source.emitAll();
        harness.settle();
        assertThat(source.requested()).isEqualTo(10);
    }

    @Test
    void roomComesBackInHalvesOfTheMark() {
        PushSocket push = push(100).connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        Source source = sending(push, "m").emitAll();
        harness.settle();

        sink.take(49);
        assertThat(source.requested()).isEqualTo(100);
        sink.take(1);
        assertThat(source.requested()).isEqualTo(150);
        sink.take(50);
        assertThat(source.requested()).isEqualTo(200);
    }

    @Test
    void aMarkTooSmallForHalvesComesBackOneByOne() {
        for (int mark = 1; mark <= 3; mark++) {
            PushSocket push = push(mark).connect(harness.uri("sink" + mark));
            FakePeer sink = harness.at("sink" + mark).accept();
            Source source = sending(push, "m").emitAll();
            harness.settle();

            sink.take(1);
            assertThat(source.requested()).as("mark %d", mark).isEqualTo(mark + 1L);
        }
    }

    @Test
    void severalPeersAreRoomForTheSumOfTheirMarks() {
        PushSocket push = push(10).connect(harness.uri("a")).connect(harness.uri("b"));
        Source source = sending(push, "m");

        assertThat(source.requested()).isEqualTo(20);
        source.emitAll();
        harness.settle();
        assertThat(harness.at("a").accept().takeTexts()).hasSize(10);
        assertThat(harness.at("b").accept().takeTexts()).hasSize(10);
    }

    @Test
    void zeroIsWithoutLimitButAskedForInBatches() {
        PushSocket push = push(0).connect(harness.uri("unbound"));
        Source source = sending(push, "m");

        long first = source.requested();
        assertThat(first).isBetween(1_000L, 100_000L);
        source.emitAll();
        harness.settle();
        assertThat(source.requested()).isEqualTo(2 * first);
    }

    @Test
    void completesWhenTheLastMessageIsAcceptedNotWhenItIsTaken() {
        PushSocket push = push(10).connect(harness.uri("unbound"));
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        source.emit(3).complete();
        harness.settle();
        assertThat(sent.isCompleted()).isTrue();
    }

    @Test
    void aFailureOfThePublisherComesOutAfterWhatWasEmittedBefore() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        source.emit(2).fail(new IllegalStateException("broken"));
        harness.settle();
        assertThat(sent.error()).hasMessage("broken");
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("m-1", "m-2");
    }

    @Test
    void cancellingCancelsThePublisherAndFreesItsShare() {
        PushSocket push = push(10).connect(harness.uri("unbound"));
        Source first = Source.named("first");
        Received<Void> sent = Received.of(push.send(first), 0);
        harness.settle();
        assertThat(first.requested()).isEqualTo(10);

        sent.cancel();
        Source second = sending(push, "second");
        assertThat(first.isCancelled()).isTrue();
        assertThat(second.requested()).isEqualTo(10);
    }

    @Test
    void closingTheSocketCancelsThePublisherAndFails() {
        PushSocket push = push(10).connect(harness.uri("unbound"));
        Source source = Source.named("m");
        Received<Void> sent = Received.of(push.send(source), 0);
        harness.settle();

        push.close();
        harness.settle();
        assertThat(source.isCancelled()).isTrue();
        assertThat(sent.error()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void twoPublishersShareTheRoom() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        Source one = Source.named("one");
        Source two = Source.named("two");
        harness.run(() -> {
            push.send(one).subscribe();
            push.send(two).subscribe();
        });

        // One who comes late gets a single message ahead of its turn, so that it does not starve.
        assertThat(one.requested() + two.requested()).isBetween(10L, 11L);
        assertThat(one.requested()).isPositive();
        assertThat(two.requested()).isPositive();

        one.emitAll();
        two.emitAll();
        harness.settle();
        FakePeer sink = harness.at("sink").accept();
        assertThat(sink.take(100)).hasSizeBetween(10, 11);
    }

    @Test
    void inTheLongRunTwoPublishersGetAboutTheSame() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        Source one = Source.named("one");
        Source two = Source.named("two");
        push.send(one).subscribe();
        push.send(two).subscribe();
        harness.settle();
        FakePeer sink = harness.at("sink").accept();

        for (int i = 0; i < 1000; i++) {
            one.emitAll();
            two.emitAll();
            sink.take(5);
            assertThat(one.outstanding() + two.outstanding()).isLessThanOrEqualTo(11);
        }
        assertThat(one.emitted()).isCloseTo(two.emitted(), org.assertj.core.data.Percentage.withPercentage(20));
    }

    @Test
    void aPublisherThatNeverEmitsStarvesNoOther() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        Source idle = sending(push, "idle");
        assertThat(idle.requested()).isEqualTo(10);
        Source busy = sending(push, "busy");
        FakePeer sink = harness.at("sink").accept();

        for (int i = 0; i < 100; i++) {
            busy.emitAll();
            sink.takeAll();
        }
        assertThat(busy.emitted()).isGreaterThanOrEqualTo(100);
        assertThat(idle.requested()).isLessThanOrEqualTo(20);
    }

    @Test
    void aPublisherThatNeverEmitsDoesNotKeepSinglesWaiting() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        Source idle = sending(push, "idle");
        assertThat(idle.requested()).isEqualTo(10);

        Received<Void> sent = Received.of(push.send("single"), 0);
        harness.settle();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("single");
    }

    @Test
    void theQueueIsNeverLongerThanTheMarkWithAnySender() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        Source one = sending(push, "one");
        Source two = sending(push, "two");
        one.emitAll();
        two.emitAll();
        for (int i = 0; i < 30; i++) {
            push.trySend(ZmqMessage.of("try-" + i));
        }
        harness.settle();

        assertThat(harness.await(push.statistics()).sendQueue()).isEqualTo(10);
    }

    @Test
    void anEndlessSynchronousSourceDoesNotHoldTheLoop() {
        PushSocket push = push(10).connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        push.send(Flux.<ZmqMessage>generate(out -> out.next(ZmqMessage.of("x"))))
                .subscribe();

        assertThat(sink.take(10)).hasSize(10);
        assertThat(harness.await(push.statistics()).sendQueue()).isEqualTo(10);
    }
}
