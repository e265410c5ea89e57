package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Two threads cancel one receiver at once, as an operator does that completes while its timeout runs out. */
class SimultaneousCancelTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ROUNDS = 4000;

    private final ZmqContext zmq = ZmqContext.create();
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdownNow();
        zmq.close().block(LIMIT);
    }

    private static final class TakesOne extends BaseSubscriber<ZmqMessage> {

        private final CountDownLatch taken = new CountDownLatch(1);
        private volatile Subscription upstream;
        private volatile int number;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            upstream = subscription;
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(ZmqMessage message) {
            number = Integer.parseInt(message.text());
            taken.countDown();
        }
    }

    /** A call of cancel that comes second returns no earlier than the messages are on their way back. */
    @Test
    void nothingOvertakesWhatReturns() throws Exception {
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(50));
        pull.bind("inproc://here").block(LIMIT);
        zmq.push(o -> o.sendHighWaterMark(50).linger(Duration.ZERO))
                .connect("inproc://here")
                .send(Flux.range(0, Integer.MAX_VALUE).map(i -> ZmqMessage.of("" + i)))
                .subscribe(null, closed -> {});
        int next = 0;
        for (int round = 0; round < ROUNDS; round++) {
            TakesOne receiver = new TakesOne();
            pull.receive(Schedulers.boundedElastic()).subscribe(receiver);
            assertThat(receiver.taken.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(receiver.number).isEqualTo(next++);
            AtomicBoolean go = new AtomicBoolean();
            Future<?> first = other.submit(() -> {
                while (!go.get()) {
                    Thread.onSpinWait();
                }
                receiver.upstream.cancel();
            });
            go.set(true);
            receiver.upstream.cancel();
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("" + next++);
            first.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
