package io.reactivezmq.internal.proxy;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.loop.Loop;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * One direction of a proxy: what one socket receives, as the source of what another sends. Each run lives on the loop
 * of the socket that receives, where its state changes and all its signals are given: nothing is on its way when it is
 * paused or ended there. Other threads leave what they want, and wake the loop once.
 */
final class Relay {

    private final MessageReceiver from;
    private final Loop loop;
    private final Consumer<ZmqMessage> copies;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean paused;

    private enum State {
        /** It has not come to the loop. */
        NEW,
        /** It is subscribed to the receiving socket. */
        FLOWING,
        /** It is not, and keeps the demand that there was. */
        PAUSED,
        /** It will not be again. */
        ENDED
    }

    /** From this socket, which lives on this loop; with these told of each message before it goes on. */
    Relay(MessageReceiver from, Loop loop, Consumer<ZmqMessage> copies) {
        this.from = from;
        this.loop = loop;
        this.copies = copies;
    }

    long messages() {
        return messages.get();
    }

    long bytes() {
        return bytes.get();
    }

    long dropped() {
        return dropped.sum();
    }

    /** A message that was taken has not been sent. Any thread. */
    void countDropped() {
        dropped.increment();
    }

    /** Whether the present run, and those to come, shall forward nothing. */
    void pause(boolean wanted) {
        paused = wanted;
    }

    /** One run, which has no subscriber yet. The action is run on the loop when the receiving socket is closed. */
    Run run(Runnable closed) {
        return new Run(closed);
    }

    /** From a subscription to its end: asked for messages on any thread, everything else on the loop. */
    final class Run extends Flux<ZmqMessage> implements Subscription {

        private final Runnable closed;
        private final AtomicLong asked = new AtomicLong();
        private final AtomicBoolean woken = new AtomicBoolean();
        private final Runnable look = this::look;
        private volatile boolean ending;

        // On the loop.
        private State state = State.NEW;
        private @Nullable CoreSubscriber<? super ZmqMessage> to;
        private @Nullable Subscription leg;
        private long demand;

        private Run(Runnable closed) {
            this.closed = closed;
        }

        @Override
        public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
            to = actual;
            actual.onSubscribe(this);
            wake();
        }

        @Override
        public void request(long count) {
            asked.getAndUpdate(before -> Operators.addCap(before, count));
            wake();
        }

        /** No receiver takes messages any more. */
        @Override
        public void cancel() {
            ending = true;
            wake();
        }

        /** Ends it, and runs the action on the loop when it has ended. */
        void end(Runnable then) {
            ending = true;
            loop.execute(() -> {
                look();
                then.run();
            });
        }

        /** Lets the loop look at what is wanted: demand, a pause, or the end. */
        void wake() {
            if (loop.inLoop()) {
                look();
            } else if (woken.compareAndSet(false, true)) {
                loop.execute(look);
            }
        }

        private void look() {
            woken.set(false);
            if (asked.get() > 0) {
                long more = asked.getAndSet(0);
                demand = Operators.addCap(demand, more);
                if (leg != null) {
                    leg.request(more);
                }
            }
            move(ending ? State.ENDED : paused ? State.PAUSED : State.FLOWING);
        }

        private void move(State next) {
            State before = state;
            if (before == next || before == State.ENDED) {
                return;
            }
            state = next;
            if (next == State.FLOWING) {
                from.receive().subscribe(new Leg());
            } else if (leg != null) {
                Subscription last = leg;
                leg = null;
                last.cancel();
            }
        }

        private void forward(ZmqMessage message) {
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            messages.lazySet(messages.get() + 1);
            bytes.lazySet(bytes.get() + message.size());
            copies.accept(message);
            Objects.requireNonNull(to).onNext(message);
        }

        /** One subscription to the receiving socket, from a start or resumption to the next pause. */
        private final class Leg implements CoreSubscriber<ZmqMessage> {

            @Override
            public void onSubscribe(Subscription upstream) {
                leg = upstream;
                if (demand > 0) {
                    upstream.request(demand);
                }
            }

            @Override
            public void onNext(ZmqMessage message) {
                forward(message);
            }

            @Override
            public void onError(Throwable cause) {
                Objects.requireNonNull(to).onError(cause);
            }

            @Override
            public void onComplete() {
                closed.run();
            }
        }
    }
}
