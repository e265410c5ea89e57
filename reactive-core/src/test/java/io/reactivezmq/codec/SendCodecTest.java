package io.reactivezmq.codec;

import static io.reactivezmq.codec.NumberCodec.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.value.OnUnsendable;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;

/** Sent values: the demand, the order and the end of sent messages, and values without a message. */
class SendCodecTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PushSocket push(int highWaterMark) {
        return harness.zmq()
                .push(o -> o.sendHighWaterMark(highWaterMark).linger(Duration.ZERO))
                .connect(harness.uri("there"));
    }

    @Test
    void demandIsThatOfMessages() {
        PushSocket push = push(4);
        FakePeer peer = harness.at("there").accept().stalled();
        TestPublisher<Integer> source = TestPublisher.create();
        Received<Void> sent = Received.of(push.send(source.flux(), NUMBERS), 1);
        harness.settle();
        source.assertMinRequested(4);
        source.next(1, 2, 3, 4);
        harness.settle();
        assertThat(peer.takeTexts(2)).containsExactly("1", "2");
        source.next(5).complete();
        harness.settle();
        assertThat(peer.takeTexts()).containsExactly("3", "4", "5");
        assertThat(sent.isCompleted()).isTrue();
    }

    @Test
    void aValueWithoutAMessageFailsTheSend() {
        PushSocket push = push(100);
        FakePeer peer = harness.at("there").accept().reading();
        TestPublisher<Integer> source = TestPublisher.create();
        Received<Void> sent = Received.of(push.send(source.flux(), NUMBERS), 1);
        harness.settle();
        source.next(1, -2);
        harness.settle();
        source.assertCancelled();
        assertThat(sent.error()).isInstanceOf(IllegalArgumentException.class).hasMessage("negative: -2");
        assertThat(peer.gotTexts()).containsExactly("1");
        assertThat(harness.await(push.statistics()).drops()).isEmpty();
        // Its reservation is free again.
        harness.await(push.send(Flux.range(3, 1000), NUMBERS));
        assertThat(peer.gotTexts()).hasSize(1000);
    }

    @Test
    void aValueWithoutAMessageIsDroppedByPolicy() {
        PushSocket push = push(8);
        FakePeer peer = harness.at("there").accept().reading();
        List<Integer> discarded = new ArrayList<>();
        Flux<Integer> values = Flux.range(0, 100).map(i -> i % 3 == 0 ? -i - 1 : i);
        harness.await(push.send(values, NUMBERS, OnUnsendable.DROP).doOnDiscard(Integer.class, discarded::add));
        assertThat(peer.gotTexts()).hasSize(66).startsWith("1", "2", "4").endsWith("97", "98");
        assertThat(discarded).hasSize(34).startsWith(-1, -4).endsWith(-100);
        assertThat(harness.await(push.statistics()).dropped(DropReason.UNSENDABLE))
                .isEqualTo(34);
        harness.await(push.send(Flux.range(3, 1000), NUMBERS));
        assertThat(peer.gotTexts()).hasSize(1000);
    }

    @Test
    void anEndlessSourceOfSuchValuesLeavesTheLoopToOthers() {
        PushSocket push = push(8);
        FakePeer peer = harness.at("there").accept();
        AtomicInteger made = new AtomicInteger();
        Flux<Integer> endless = Flux.generate(out -> {
            made.incrementAndGet();
            out.next(-1);
        });
        try (SocketTestHarness threads = SocketTestHarness.withThread().open()) {
            PushSocket other = threads.zmq().push(o -> o.linger(Duration.ZERO)).connect(threads.uri("there"));
            FakePeer there = threads.at("there").accept();
            other.send(endless, NUMBERS, OnUnsendable.DROP).subscribe(null, closed -> {});
            threads.await(other.send("in between"));
            assertThat(there.takeTexts()).containsExactly("in between");
            assertThat(made.get()).isPositive();
        }
        assertThat(peer.takeTexts()).isEmpty();
    }

    @Test
    void valuesOfAnotherThreadAreDroppedAndCountedOnTheLoop() {
        try (SocketTestHarness threads = SocketTestHarness.withThread().open()) {
            PushSocket push = threads.zmq()
                    .push(o -> o.sendHighWaterMark(16).linger(Duration.ZERO))
                    .connect(threads.uri("there"));
            FakePeer peer = threads.at("there").accept().reading();
            Flux<Integer> values =
                    Flux.range(0, 999).map(i -> i % 3 == 0 ? -1 : i).publishOn(Schedulers.parallel());
            threads.await(push.send(values, NUMBERS, OnUnsendable.DROP));
            assertThat(peer.gotTexts()).hasSize(666).startsWith("1", "2", "4").endsWith("997", "998");
            assertThat(threads.await(push.statistics()).dropped(DropReason.UNSENDABLE))
                    .isEqualTo(333);
        }
    }

    @Test
    void onErrorContinueGoesOnBehindAValue() {
        PushSocket push = push(2);
        FakePeer peer = harness.at("there").accept().reading();
        List<Object> refused = new ArrayList<>();
        harness.await(push.send(Flux.just(1, -1, 2, -2, -3, 3), NUMBERS)
                .onErrorContinue((failure, value) -> refused.add(value)));
        assertThat(peer.gotTexts()).containsExactly("1", "2", "3");
        assertThat(refused).containsExactly(-1, -2, -3);
    }

    @Test
    void aFatalErrorOfTheCodecFailsTheSendAndIsReported() {
        PushSocket push = push(2);
        harness.at("there").accept();
        Received<Void> sent = Received.of(
                push.send(Mono.just("x"), new io.reactivezmq.MessageCodec<String>() {
                    @Override
                    public io.reactivezmq.ZmqMessage encode(String value) {
                        throw new StackOverflowError("deep");
                    }

                    @Override
                    public String decode(io.reactivezmq.ZmqMessage message) {
                        return message.text();
                    }
                }),
                1);
        harness.settle();
        assertThat(sent.error()).isInstanceOf(StackOverflowError.class);
        assertThat(harness.droppedErrors()).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void valuesCanBeSentToOnePeer() {
        RouterSocket router = harness.zmq().router();
        harness.await(router.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect("ann");
        harness.await(router.to(RoutingId.of("ann")).send(Flux.just(7, 8), NUMBERS));
        assertThat(peer.takeTexts()).containsExactly("7", "8");
    }
}
