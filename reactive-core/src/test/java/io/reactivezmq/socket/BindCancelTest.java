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
    final SocketTestHarness stage = SocketTestHarness.byHand();

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
        PullSocket pull = stage.zmq().pull();
        Received<Endpoint> bound = Received.of(pull.bind(stage.uri("here")), 1);
        bound.cancel();
        assertThat(stage.at("here").isBound()).isFalse();
        assertThat(bound.count()).isZero();
    }

    @Test
    void cancelledBeforeItWasAskedWhere() {
        PullSocket pull = stage.zmq().pull();
        Received<Endpoint> bound = Received.of(pull.bind(stage.uri("here")), 0);
        assertThat(stage.at("here").isBound()).isTrue();
        bound.cancel();
        assertThat(stage.at("here").isBound()).isFalse();
        assertThat(bound.count()).isZero();

        Received<Endpoint> again = Received.of(pull.bind(stage.uri("here")), 0);
        stage.settle();
        again.request(1);
        stage.settle();
        again.cancel();
        assertThat(again.count()).isEqualTo(1);
        assertThat(again.isCompleted()).isTrue();
        assertThat(stage.at("here").isBound()).isTrue();
    }

    @Test
    void givenUpOnAnotherThreadWhileItIsBeingTold() {
        PullSocket pull = stage.zmq().pull();
        // The moment is between the subscriber's decision to cancel and the endpoint, which it ignores.
        Received<Endpoint> bound =
                Received.of(pull.bind(stage.uri("here")), 1, (self, at) -> onAnotherThread(self::cancel));
        assertThat(stage.at("here").isBound()).isFalse();
        assertThat(bound.isCompleted()).isFalse();
    }

    @Test
    void whoWasToldKeepsItWhateverItCancels() {
        List<Mono<?>> forms = new ArrayList<>();
        PullSocket pull = stage.zmq().pull();
        forms.add(pull.bind(stage.uri("0")));
        forms.add(pull.bind(stage.uri("1")).flux().next());
        forms.add(pull.bind(stage.uri("2")).flatMap(at -> Mono.just(at)));
        forms.add(pull.bind(stage.uri("3"))
                .flatMapMany(at -> Flux.range(0, 5))
                .take(2)
                .then());
        forms.add(pull.bind(stage.uri("4")).flux().take(1).last());
        forms.add(pull.bind(stage.uri("5"))
                .flatMapMany(at -> Flux.create(sink -> onAnotherThread(() -> sink.next(1))))
                .next());
        for (int i = 0; i < forms.size(); i++) {
            stage.await(forms.get(i));
            assertThat(stage.at(Integer.toString(i)).isBound()).as("form %s", i).isTrue();
        }
    }

    @Test
    void aPlainSubscriberThatIsDisposedOfAfterwardsKeepsIt() {
        PullSocket pull = stage.zmq().pull();
        AtomicReference<Endpoint> told = new AtomicReference<>();
        Disposable disposable = pull.bind(stage.uri("here")).subscribe(told::set);
        stage.settle();
        disposable.dispose();
        assertThat(told.get()).isNotNull();
        assertThat(stage.at("here").isBound()).isTrue();
    }

    @Test
    void theSocketIsClosedWhileItIsAttempted() {
        PullSocket pull = stage.zmq().pull();
        Received<Endpoint> bound = Received.of(pull.bind(stage.uri("here")), 1);
        pull.close();
        assertThat(stage.at("here").isBound()).isFalse();
        assertThat(bound.isOpen()).isFalse();
    }

    @Test
    void aSubscriberThatThrowsWasTold() {
        PullSocket pull = stage.zmq().pull();
        Received.of(pull.bind(stage.uri("here")), 1, (self, at) -> {
            throw new IllegalStateException("on purpose");
        });
        assertThat(stage.at("here").isBound()).isTrue();
    }
}
