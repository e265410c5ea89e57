package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A bind that is canceled before its subscriber got the endpoint leaves nothing bound; later it stays bound. */
class BindCancelTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private static void onAnotherThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cancelledBeforeItListens() {
        PullSocket pull = harness.zmq().pull();
        Received<Endpoint> bound = Received.of(pull.bind(harness.uri("here")), 1);
        bound.cancel();
        assertThat(harness.at("here").isBound()).isFalse();
        assertThat(bound.count()).isZero();
    }

    @Test
    void cancelledBeforeItWasAskedWhere() {
        PullSocket pull = harness.zmq().pull();
        Received<Endpoint> bound = Received.of(pull.bind(harness.uri("here")), 0);
        assertThat(harness.at("here").isBound()).isTrue();
        bound.cancel();
        assertThat(harness.at("here").isBound()).isFalse();
        assertThat(bound.count()).isZero();

        Received<Endpoint> again = Received.of(pull.bind(harness.uri("here")), 0);
        harness.settle();
        again.request(1);
        harness.settle();
        again.cancel();
        assertThat(again.count()).isEqualTo(1);
        assertThat(again.isCompleted()).isTrue();
        assertThat(harness.at("here").isBound()).isTrue();
    }

    @Test
    void givenUpOnAnotherThreadWhileItIsBeingTold() {
        PullSocket pull = harness.zmq().pull();
        // The moment is between the subscriber's decision to cancel and the endpoint, which it ignores.
        Received<Endpoint> bound =
                Received.of(pull.bind(harness.uri("here")), 1, (self, at) -> onAnotherThread(self::cancel));
        assertThat(harness.at("here").isBound()).isFalse();
        assertThat(bound.isCompleted()).isFalse();
    }

    @Test
    void whoWasToldKeepsItWhateverItCancels() {
        List<Mono<?>> forms = new ArrayList<>();
        PullSocket pull = harness.zmq().pull();
        forms.add(pull.bind(harness.uri("0")));
        forms.add(pull.bind(harness.uri("1")).flux().next());
        forms.add(pull.bind(harness.uri("2")).flatMap(at -> Mono.just(at)));
        forms.add(pull.bind(harness.uri("3"))
                .flatMapMany(at -> Flux.range(0, 5))
                .take(2)
                .then());
        forms.add(pull.bind(harness.uri("4")).flux().take(1).last());
        forms.add(pull.bind(harness.uri("5"))
                .flatMapMany(at -> Flux.create(sink -> onAnotherThread(() -> sink.next(1))))
                .next());
        for (int i = 0; i < forms.size(); i++) {
            harness.await(forms.get(i));
            assertThat(harness.at(Integer.toString(i)).isBound())
                    .as("form %s", i)
                    .isTrue();
        }
    }

    @Test
    void aPlainSubscriberThatIsDisposedOfAfterwardsKeepsIt() {
        PullSocket pull = harness.zmq().pull();
        AtomicReference<Endpoint> told = new AtomicReference<>();
        Disposable disposable = pull.bind(harness.uri("here")).subscribe(told::set);
        harness.settle();
        disposable.dispose();
        assertThat(told.get()).isNotNull();
        assertThat(harness.at("here").isBound()).isTrue();
    }

    @Test
    void theSocketIsClosedWhileItIsAttempted() {
        PullSocket pull = harness.zmq().pull();
        Received<Endpoint> bound = Received.of(pull.bind(harness.uri("here")), 1);
        pull.close();
        assertThat(harness.at("here").isBound()).isFalse();
        assertThat(bound.isOpen()).isFalse();
    }

    @Test
    void aSubscriberThatThrowsWasTold() {
        PullSocket pull = harness.zmq().pull();
        Received.of(pull.bind(harness.uri("here")), 1, (self, at) -> {
            throw new IllegalStateException("on purpose");
        });
        assertThat(harness.at("here").isBound()).isTrue();
    }
}
