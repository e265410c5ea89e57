package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.ManualWorker;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * A subscriber of {@code receive(scheduler)} whose {@code onNext} throws what is fatal takes no other message with it.
 */
class FatalSubscriberTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final ManualWorker worker = new ManualWorker();

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("on purpose"),
                new StackOverflowError("on purpose"),
                new NoClassDefFoundError("on purpose"),
                new InternalError("on purpose"),
                new OutOfMemoryError("on purpose"));
    }

    /** Throws at the second message. */
    private record Thrower(Throwable failure, List<String> got) implements CoreSubscriber<ZmqMessage> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ZmqMessage message) {
            got.add(message.text());
            if (got.size() == 2) {
                Thrower.<RuntimeException>sneak(failure);
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void sneak(Throwable failure) throws E {
            throw (E) failure;
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onComplete() {}
    }

    private void settle() {
        for (int i = 0; i < 20; i++) {
            harness.settle();
            try {
                worker.run();
            } catch (Throwable reported) {
                // The scheduler may report it in its own way.
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void theOthersGetWhatWasLeftInItsWindow(Throwable failure) {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(8));
        harness.await(pull.bind(harness.uri("here")));
        List<String> got = new java.util.ArrayList<>();
        pull.receive(worker.scheduler()).subscribe(new Thrower(failure, got));
        settle();
        harness.at("here").connect().deliver("a", "b", "c", "d", "e");
        settle();
        assertThat(got).containsExactly("a", "b");

        Received<ZmqMessage> next = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        settle();
        assertThat(next.texts()).containsExactly("c", "d", "e");
        harness.droppedErrors();
    }
}
