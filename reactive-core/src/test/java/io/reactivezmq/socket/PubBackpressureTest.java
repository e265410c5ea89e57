package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** PUB with back-pressure: a message waits until all its subscribers have room. */
class PubBackpressureTest extends PubFixture {

    PubBackpressureTest() {
        super(OnFull.BACKPRESSURE);
    }

    @Test
    void demandIsTheLeastRoomOfItsSubscribers() {
        PubSocket pub = pub(10);
        FakePeer slow = subscriber("");
        FakePeer fast = subscriber("").reading();
        Source source = Source.named("m");
        pub.send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isEqualTo(10);

        source.emitAll();
        harness.settle();
        assertThat(source.outstanding()).isLessThanOrEqualTo(10);
        source.emitAll();
        harness.settle();
        assertThat(fast.gotTexts()).hasSize(10);
        assertThat(slow.takeTexts(2)).hasSize(2);
    }

    @Test
    void nothingIsDroppedForASlowSubscriber() {
        PubSocket pub = pub(10);
        FakePeer slow = subscriber("");
        FakePeer fast = subscriber("").reading();
        int total = 500;
        Received<Void> sent = Received.of(pub.send(Flux.range(0, total).map(i -> ZmqMessage.of("m" + i))), 0);
        harness.settle();
        List<String> got = new ArrayList<>();
        for (int i = 0; i < 10_000 && got.size() < total; i++) {
            got.addAll(slow.takeTexts(1));
        }
        assertThat(got).hasSize(total).doesNotHaveDuplicates().startsWith("m0").endsWith("m499");
        assertThat(fast.gotTexts()).isEqualTo(got);
        assertThat(sent.isCompleted()).isTrue();
        assertThat(harness.await(pub.statistics()).dropped()).isZero();
    }

    @Test
    void aStalledSubscriberDelaysNoSourceOfAnotherTopic() {
        PubSocket pub = pub(4);
        FakePeer stalled = subscriber("a");
        FakePeer reading = subscriber("b").reading();
        Source a = Source.named("a");
        Source b = Source.named("b");
        Received<Void> sendingA = Received.of(pub.send(a), 0);
        pub.send(b).subscribe();
        harness.settle();
        for (int i = 0; i < 10; i++) {
            a.emitAll();
            harness.settle();
        }
        assertThat(a.emitted()).isLessThanOrEqualTo(20);

        int got = 0;
        for (int i = 0; i < 100; i++) {
            b.emitAll();
            got += reading.got().size();
        }
        assertThat(got).isGreaterThanOrEqualTo(90);
        assertThat(sendingA.isOpen()).isTrue();
        int before = (int) a.emitted();
        List<String> late = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            late.addAll(stalled.takeTexts());
        }
        assertThat(late).hasSize(before);
    }

    @Test
    void aSourceDoesNotOvertakeAnAcceptedMessageThatWaitsForAnotherSubscriber() {
        PubSocket pub = pub(2);
        FakePeer stalled = subscriber("both");
        FakePeer all = subscriber("").reading();
        pub.trySend(ZmqMessage.of("both1"));
        harness.settle();
        harness.run(() -> {
            pub.send("both2").subscribe();
            pub.send("both3").subscribe();
        });
        while (pub.trySend(ZmqMessage.of("both4"))) {
            harness.settle();
        }
        assertThat(harness.await(pub.statistics()).sendQueue()).isGreaterThan(2);
        Received<Void> sent = Received.of(pub.send(Flux.just(ZmqMessage.of("only"))), 0);
        harness.settle();
        assertThat(all.gotTexts()).doesNotContain("only");
        while (!stalled.takeTexts().isEmpty()) {
            harness.settle();
        }
        assertThat(sent.isCompleted()).isTrue();
        assertThat(all.gotTexts()).containsSubsequence("both4", "only");
    }

    @Test
    void aStalledSubscriberDelaysNoSingleMessageOfAnotherTopic() {
        PubSocket pub = pub(2);
        FakePeer stalled = subscriber("a");
        FakePeer reading = subscriber("b").reading();
        send(pub, "a1", "a2");
        List<Received<Void>> waiting = new ArrayList<>();
        for (int i = 3; i <= 6; i++) {
            waiting.add(Received.of(pub.send("a" + i), 0));
            harness.settle();
        }
        Received<Void> other = Received.of(pub.send("b1"), 0);
        harness.settle();
        assertThat(other.isCompleted()).isTrue();
        assertThat(reading.gotTexts()).containsExactly("b1");
        assertThat(waiting).allSatisfy(send -> assertThat(send.isOpen()).isTrue());

        List<String> late = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            late.addAll(stalled.takeTexts());
        }
        assertThat(late).containsExactly("a1", "a2", "a3", "a4", "a5", "a6");
        assertThat(waiting).allSatisfy(send -> assertThat(send.isCompleted()).isTrue());
    }

    @Test
    void aStalledSubscriberThatLeavesReleasesTheOthers() {
        PubSocket pub = pub(2);
        FakePeer stalled = subscriber("");
        FakePeer reading = subscriber("").reading();
        Source source = Source.named("m");
        pub.send(source).subscribe();
        harness.settle();
        source.emitAll();
        harness.settle();
        source.emitAll();
        harness.settle();
        reading.got();

        stalled.disconnect();
        source.emitAll();
        harness.settle();
        assertThat(reading.got()).isNotEmpty();
        assertThat(source.outstanding()).isPositive();
    }

    @Test
    void aStalledSubscriberThatUnsubscribesReleasesTheOthers() {
        PubSocket pub = pub(2);
        FakePeer stalled = subscriber("");
        FakePeer reading = subscriber("").reading();
        send(pub, "1", "2");
        Received<Void> third = Received.of(pub.send("3"), 0);
        harness.settle();
        assertThat(third.isOpen()).isTrue();
        stalled.unsubscribe("");
        assertThat(third.isCompleted()).isTrue();
        assertThat(reading.gotTexts()).containsExactly("1", "2", "3");
    }
}
