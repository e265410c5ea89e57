package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Many receivers of all kinds that come and go at random, on threads of their own: nothing is lost, nothing doubled.
 */
class ReceiveStressTest {

    private static final int MESSAGES = 60_000;
    private static final int THREADS = 6;

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.withThread();

    private final Queue<Integer> got = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    private void keep(ZmqMessage message) {
        got.add(Integer.parseInt(message.text()));
        count.incrementAndGet();
    }

    /** Takes what it is given, even behind its own cancellation, and cancels after so many on its own accord. */
    private final class Taker implements CoreSubscriber<ZmqMessage> {

        private final Random random;
        private final int cancelAfter;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile Subscription subscription;
        private int taken;

        private Taker(Random random) {
            this.random = random;
            this.cancelAfter = random.nextInt(40);
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            given.request(random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(20));
        }

        @Override
        public void onNext(ZmqMessage message) {
            keep(message);
            if (++taken == cancelAfter) {
                subscription.cancel();
                over.countDown();
            }
        }

        @Override
        public void onError(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void onComplete() {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsLostAndNothingDoubled(long seed) throws InterruptedException {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(50));
        harness.await(pull.bind(harness.uri("here")));
        List<FakePeer> peers = List.of(
                harness.at("here").connect(),
                harness.at("here").connect(),
                harness.at("here").connect());
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed * 1000 + i);
            threads.execute(() -> {
                while (running.get()) {
                    act(pull, random);
                }
            });
        }

        int next = 0;
        while (next < MESSAGES) {
            String[] batch = new String[Math.min(500, MESSAGES - next)];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = Integer.toString(next++);
            }
            peers.get(next / 500 % 3).deliver(batch);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (count.get() < MESSAGES * 9 / 10 && System.nanoTime() < deadline) {
            harness.settle();
        }
        running.set(false);
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        // Whatever is left is still there, and comes out now.
        Flux<ZmqMessage> rest = pull.receive();
        Received<ZmqMessage> last = Received.of(rest, Long.MAX_VALUE, (self, message) -> keep(message));
        while (count.get() < MESSAGES && System.nanoTime() < deadline) {
            harness.settle();
        }
        last.cancel();
        assertThat(got).hasSize(MESSAGES).doesNotHaveDuplicates();
    }

    private void act(PullSocket pull, Random random) {
        switch (random.nextInt(6)) {
            case 0, 1 -> cancelAtRandom(pull.receive(), random);
            case 2, 3 -> cancelAtRandom(pull.receive(Schedulers.parallel()), random);
            case 4 -> {
                for (int i = 0; i < 20; i++) {
                    ZmqMessage message = pull.tryReceive();
                    if (message != null) {
                        keep(message);
                    }
                }
            }
            default -> cancelAtRandom(pull.receiveOne().flux(), random);
        }
    }

    private void cancelAtRandom(Flux<ZmqMessage> messages, Random random) {
        Taker taker = new Taker(random);
        messages.subscribe(taker);
        if (random.nextBoolean()) {
            Thread.onSpinWait();
            taker.subscription.cancel();
        } else {
            try {
                // Until it has had enough, or has waited long enough.
                if (!taker.over.await(2, TimeUnit.MILLISECONDS)) {
                    taker.subscription.cancel();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
