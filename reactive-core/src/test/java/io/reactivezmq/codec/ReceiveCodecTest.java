package io.reactivezmq.codec;

import static io.reactivezmq.codec.NumberCodec.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.UndecodableMessageException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.value.OnUndecodable;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Received values: the demand, the order and the cancellation of received messages, and two policies. */
class ReceiveCodecTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PullSocket pull() {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(10));
        harness.await(pull.bind(harness.uri("here")));
        return pull;
    }

    private FakePeer peer() {
        return harness.at("here").connect();
    }

    @Test
    void demandCountsValues() {
        PullSocket pull = pull();
        FakePeer peer = peer();
        StepVerifier.create(pull.receive(NUMBERS), 0)
                .then(() -> peer.deliver("1", "2", "3", "4"))
                .thenRequest(2)
                .then(harness::settle)
                .expectNext(1, 2)
                .then(() -> assertThat(harness.await(pull.statistics()).receiveQueue())
                        .isEqualTo(2))
                .thenRequest(1)
                .then(harness::settle)
                .expectNext(3)
                .thenCancel()
                .verify();
        harness.settle();
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("4");
    }

    @Test
    void aMessageThatCannotBeDecodedEndsTheFluxAndNamesThePeer() {
        PullSocket pull = pull();
        Received<Integer> received = Received.of(pull.receive(NUMBERS), Long.MAX_VALUE);
        harness.settle();
        FakePeer peer = peer().deliver("1", "secret", "3");
        assertThat(received.values()).containsExactly(1);
        assertThat(received.error()).isInstanceOfSatisfying(UndecodableMessageException.class, failure -> {
            assertThat(failure.peer()).isEqualTo(peer.info().address());
            assertThat(failure)
                    .hasMessage(peer.info().address() + ": cannot decode its ZmqMessage[6 B]: NumberFormatException")
                    .hasCauseInstanceOf(NumberFormatException.class);
        });
        assertThat(Received.of(pull.receive(NUMBERS), 1).request(1).values()).isEmpty();
        harness.settle();
        SocketStatistics statistics = harness.await(pull.statistics());
        assertThat(statistics.drops()).isEmpty();
        assertThat(peer.isUp()).isTrue();
    }

    @Test
    void laterMessagesStayForTheNextReceiver() {
        PullSocket pull = pull();
        FakePeer peer = peer();
        Received<Integer> received = Received.of(pull.receive(NUMBERS).retry(1), Long.MAX_VALUE);
        harness.settle();
        peer.deliver("1", "bad", "3", "worse", "5");
        assertThat(received.values()).containsExactly(1, 3);
        assertThat(received.error()).isInstanceOf(UndecodableMessageException.class);
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("5");
    }

    @Test
    void skippedMessagesAreCountedReportedAndDiscardedAndCostNoDemand() {
        PullSocket pull = pull();
        List<String> discarded = new ArrayList<>();
        List<SocketEvent.MessagesDropped> drops = new ArrayList<>();
        pull.events().ofType(SocketEvent.MessagesDropped.class).subscribe(drops::add);
        Flux<Integer> values = pull.receive(NUMBERS, OnUndecodable.SKIP).doOnDiscard(ZmqMessage.class, message -> {
            assertThat(message.peer()).isNotNull();
            discarded.add(message.text());
        });
        FakePeer peer = peer();
        StepVerifier.create(values, 0)
                .then(() -> peer.deliver("bad", "1", "worse", "null", "2", "3", "4"))
                .thenRequest(2)
                .then(harness::settle)
                .expectNext(1, 2)
                .then(() -> assertThat(harness.await(pull.statistics()).receiveQueue())
                        .isEqualTo(2))
                .thenRequest(1)
                .then(harness::settle)
                .expectNext(3)
                .thenCancel()
                .verify();
        assertThat(discarded).containsExactly("bad", "worse", "null");
        SocketStatistics statistics = harness.await(pull.statistics());
        assertThat(statistics.drops()).containsOnlyKeys(DropReason.UNDECODABLE);
        assertThat(statistics.dropped(DropReason.UNDECODABLE)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isEqualTo(4);
        assertThat(drops).extracting(SocketEvent.MessagesDropped::total).containsExactly(1L, 2L);
        assertThat(drops).allSatisfy(event -> assertThat(event.reason()).isEqualTo(DropReason.UNDECODABLE));
    }

    @Test
    void aFatalErrorOfTheCodecIsReportedAndCostsOneMessage() {
        PullSocket pull = pull();
        Received<Integer> received = Received.of(pull.receive(NUMBERS, OnUndecodable.SKIP), Long.MAX_VALUE);
        harness.settle();
        peer().deliver("1", "fatal", "2");
        assertThat(received.values()).containsExactly(1, 2);
        assertThat(harness.droppedErrors()).singleElement().isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void onErrorContinueGoesOnBehindAMessage() {
        PullSocket pull = pull();
        List<Object> refused = new ArrayList<>();
        Received<Integer> received =
                Received.of(pull.receive(NUMBERS).onErrorContinue((failure, value) -> refused.add(value)), 2);
        harness.settle();
        peer().deliver("1", "bad", "2", "3");
        assertThat(received.values()).containsExactly(1, 2);
        assertThat(refused).containsExactly(ZmqMessage.of("bad"));
    }

    @Test
    void aSubscriberThatThrowsIsCancelledAsWithoutACodec() {
        PullSocket pull = pull();
        Received<Integer> received = Received.of(pull.receive(NUMBERS), Long.MAX_VALUE, (self, value) -> {
            if (value == 2) {
                throw new IllegalStateException("two is too much");
            }
        });
        harness.settle();
        peer().deliver("1", "2", "3");
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("3");
        assertThat(harness.droppedErrors()).isEmpty();
        assertThat(received).isNotNull();
    }

    @Test
    void theFluxCompletesWhenTheSocketIsClosed() {
        PullSocket pull = pull();
        Received<Integer> received = Received.of(pull.receive(NUMBERS), 1);
        harness.settle();
        pull.close();
        harness.settle();
        assertThat(received.isCompleted()).isTrue();
    }

    @Test
    void valuesAreDecodedOnTheWorkerAndSkippedOnesAreCountedOnTheLoop() {
        try (SocketTestHarness threads = SocketTestHarness.withThread().open()) {
            PullSocket pull = threads.zmq().pull(o -> o.receiveHighWaterMark(64));
            threads.await(pull.bind(threads.uri("here")));
            FakePeer peer = threads.at("here").connect();
            Received<Integer> received =
                    Received.of(pull.receive(Schedulers.parallel(), NUMBERS, OnUndecodable.SKIP), 200);
            for (int i = 0; i < 300; i++) {
                peer.deliver("" + i);
                if (i % 3 == 0) {
                    peer.deliver("bad");
                }
            }
            received.await(200);
            assertThat(received.values())
                    .isEqualTo(Flux.range(0, 200).collectList().block());
            received.request(Long.MAX_VALUE).await(300);
            assertThat(received.values()).hasSize(300);
            pull.receiveOne(java.time.Duration.ZERO).onErrorComplete().block();
            threads.settle();
            assertThat(threads.await(pull.statistics()).dropped(DropReason.UNDECODABLE))
                    .isEqualTo(100);
        }
    }
}
