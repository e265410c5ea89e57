package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Emits the same messages in turn, without end and as many as requested, on the thread that requests. It replaces
 * operators, so that only the socket is measured.
 */
final class RepeatPublisher implements Publisher<ZmqMessage> {

    private final ZmqMessage[] messages;
    private final Window window;

    RepeatPublisher(Window window, ZmqMessage... messages) {
        this.messages = messages;
        this.window = window;
    }

    @Override
    public void subscribe(Subscriber<? super ZmqMessage> subscriber) {
        subscriber.onSubscribe(new Repeating(subscriber));
    }

    private final class Repeating implements Subscription {

        private final Subscriber<? super ZmqMessage> subscriber;
        private final AtomicLong requested = new AtomicLong();
        private volatile boolean cancelled;
        private int next;

        Repeating(Subscriber<? super ZmqMessage> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            // A request during emission only adds to the demand, which the running loop then serves.
            if (requested.getAndAdd(count) == 0) {
                long todo = count;
                while (todo > 0) {
                    emit(todo);
                    todo = requested.addAndGet(-todo);
                }
            }
        }

        private void emit(long count) {
            int size = messages[0].size(0);
            for (long i = 0; i < count && !cancelled; i++) {
                subscriber.onNext(messages[next]);
                next = next + 1 == messages.length ? 0 : next + 1;
                window.message(size);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
