package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.ManualWorker;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code receive(scheduler)} when the scheduler is disposed of, and drops the worker's task without a word. */
class SchedulerGoneTest {

    private static final Duration LATER = Duration.ofSeconds(3);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PullSocket pull() {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(10));
        harness.await(pull.bind(harness.uri("here")));
        return pull;
    }

    private static String[] numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    private static List<String> texts(int from, int to) {
        return List.of(numbered(from, to));
    }

    /**
     * A scheduler with one thread, which is busy until it is interrupted, and what ends it without running the rest.
     */
    private record Busy(String name, Scheduler scheduler, Runnable end) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Busy> schedulers() {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Scheduler single = Schedulers.newSingle("single");
        Scheduler parallel = Schedulers.newParallel("parallel", 1);
        Scheduler elastic = Schedulers.newBoundedElastic(1, 100, "elastic");
        ManualWorker manual = new ManualWorker();
        return Stream.of(
                new Busy("single", single, single::dispose),
                new Busy("parallel", parallel, parallel::dispose),
                new Busy("boundedElastic", elastic, elastic::dispose),
                new Busy("an ExecutorService", Schedulers.fromExecutorService(threads), threads::shutdownNow),
                new Busy("an Executor", manual.scheduler(), manual.scheduler()::dispose));
    }

    private PullSocket withMessagesInALostWindow(Busy busy, Received<ZmqMessage>[] received) {
        PullSocket pull = pull();
        FakePeer source = harness.at("here").connect();
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        busy.scheduler().schedule(() -> {
            // Its threads must not block.
            boolean busyStill = true;
            while (busyStill) {
                busyStill = !Thread.currentThread().isInterrupted() && System.nanoTime() < limit;
            }
        });
        received[0] = Received.of(pull.receive(busy.scheduler()), Long.MAX_VALUE);
        harness.settle();
        source.deliver(numbered(0, 30));
        harness.settle();
        busy.end().run();
        return pull;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schedulers")
    @SuppressWarnings("unchecked")
    void theSubscriberIsToldAndTheMessagesReturn(Busy busy) {
        Received<ZmqMessage>[] received = new Received[1];
        PullSocket pull = withMessagesInALostWindow(busy, received);
        harness.advance(LATER);
        assertThat(received[0].error()).isInstanceOf(RejectedExecutionException.class);
        assertThat(received[0].count()).isZero();
        Received<ZmqMessage> next = Received.of(pull.receive(), Long.MAX_VALUE);
        harness.settle();
        assertThat(next.texts()).isEqualTo(texts(0, 30));
        next.cancel();
        harness.settle();
        harness.advance(LATER);
        assertThat(harness.timers()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schedulers")
    @SuppressWarnings("unchecked")
    void messagesThatReachNoSubscriberBeforeTheCloseAreCounted(Busy busy) {
        Received<ZmqMessage>[] received = new Received[1];
        PullSocket pull = withMessagesInALostWindow(busy, received);
        pull.close();
        harness.settle();
        harness.advance(LATER);
        assertThat(received[0].isOpen()).isFalse();
        // The peer's last ten, which had no room before, are read and dropped as well.
        assertThat(harness.await(pull.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(30);
    }

    @Test
    void aWorkerThatIsOnlySlowGetsItsMessagesOnce() {
        ManualWorker worker = new ManualWorker();
        PullSocket pull = pull();
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        harness.settle();
        worker.run();
        int before = worker.given();
        source.deliver(numbered(0, 5));
        harness.advance(Duration.ofHours(1));
        assertThat(worker.given() - before)
                .as("it is asked again ever more seldom")
                .isLessThan(15);
        assertThat(received.isOpen()).isTrue();
        worker.run();
        source.deliver(numbered(5, 12));
        worker.run();
        harness.settle();
        worker.run();
        assertThat(received.texts()).isEqualTo(texts(0, 12));
    }
}
