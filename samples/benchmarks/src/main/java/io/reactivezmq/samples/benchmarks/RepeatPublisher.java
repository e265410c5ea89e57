package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One and the same message for ever, as often as it is asked for, on the thread that asks. It is here so that the
 * socket is measured and not the operators before it.
 */
final class RepeatPublisher implements Publisher<ZmqMessage> {

    private final ZmqMessage message;
    private final Window window;

    RepeatPublisher(ZmqMessage message, Window window) {
        this.message = message;
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

        Repeating(Subscriber<? super ZmqMessage> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long messages) {
            // Whoever finds it at work already has told it to do more.
            if (requested.getAndAdd(messages) == 0) {
                long todo = messages;
                while (todo > 0) {
                    emit(todo);
                    todo = requested.addAndGet(-todo);
                }
            }
        }

        private void emit(long messages) {
            int size = message.size(0);
            for (long i = 0; i < messages && !cancelled; i++) {
                subscriber.onNext(message);
                window.message(size);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
