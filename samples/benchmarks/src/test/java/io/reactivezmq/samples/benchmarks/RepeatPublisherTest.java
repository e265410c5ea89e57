package io.reactivezmq.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class RepeatPublisherTest {

    private static final ZmqMessage MESSAGE = ZmqMessage.of("again");

    private final RepeatPublisher publisher = new RepeatPublisher(new Window(5, 1_000_000, 0, 0), MESSAGE);

    @Test
    void emitsAsOftenAsItIsAsked() {
        Taker taker = new Taker(0);
        publisher.subscribe(taker);

        taker.request(3);
        assertThat(taker.count).isEqualTo(3);
        taker.request(4);
        assertThat(taker.count).isEqualTo(7);
    }

    @Test
    void mayBeAskedForMoreWhileItEmits() {
        Taker taker = new Taker(10_000);
        publisher.subscribe(taker);

        taker.request(1);

        assertThat(taker.count).isEqualTo(10_001);
        assertThat(taker.deepest).as("calls inside one another").isEqualTo(1);
    }

    @Test
    void stopsWhenCancelled() {
        Taker taker = new Taker(0);
        publisher.subscribe(taker);

        taker.cancel();
        taker.request(5);

        assertThat(taker.count).isZero();
    }

    /** Requests one more message with each message, the given number of times. */
    private static final class Taker extends BaseSubscriber<ZmqMessage> {

        private int askAgain;
        private int count;
        private int depth;
        private int deepest;

        Taker(int askAgain) {
            this.askAgain = askAgain;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(ZmqMessage message) {
            count++;
            deepest = Math.max(deepest, ++depth);
            if (askAgain-- > 0) {
                request(1);
            }
            depth--;
        }
    }
}
