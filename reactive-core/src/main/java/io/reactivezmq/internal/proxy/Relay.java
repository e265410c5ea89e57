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
 * One direction of a proxy: the messages that one socket receives, as the publisher of what the other socket sends.
 *
 * <p>Each run lives on the loop of the receiving socket. Its state changes there, and all signals to its subscriber are
 * emitted there, so no message is in transit when a run is paused or ended there. Other threads store their request and
 * wake the loop once.
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
        /** The run has not reached the loop yet. */
        NEW,
        /** The run is subscribed to the receiving socket. */
        FLOWING,
        /** The run is subscribed without demand, so that it learns of the close, and keeps its outstanding demand. */
        PAUSED,
        /** The run is not subscribed and never will be again. */
        ENDED
    }

    /**
     * Creates a relay from this socket, which lives on this loop.
     *
     * @param copies gets each message before it is forwarded
     */
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

    /** Counts a message that was taken from the receiving socket and was not sent. May be called on any thread. */
    void countDropped() {
        dropped.increment();
    }

    /**
     * Sets whether the current run and later runs are paused. A current run notices it at its next {@link Run#wake}.
     */
    void pause(boolean wanted) {
        paused = wanted;
    }

    /** Creates a run without a subscriber. The action is run on the loop when the receiving socket is closed. */
    Run run(Runnable closed) {
        return new Run(closed);
    }

    /**
     * One subscription, from its start to its end. Demand may come on any thread; everything else happens on the loop.
     */
    final class Run extends Flux<ZmqMessage> implements Subscription {

        private final Runnable closed;
        private final AtomicLong asked = new AtomicLong();
        private final AtomicBoolean woken = new AtomicBoolean();
        private final Runnable look = this::look;
        private volatile boolean ending;

        // Accessed only on the loop.
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

        /** Ends the run, as the sending socket takes no messages any more. */
        @Override
        public void cancel() {
            ending = true;
            wake();
        }

        /** Ends the run, and then runs the action on the loop. */
        void end(Runnable then) {
            ending = true;
            loop.execute(() -> {
                look();
                then.run();
            });
        }

        /**
         * Makes the loop apply new demand, a pause or the end: within this call when called on the loop, else in a
         * task.
         */
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
                if (leg != null && state == State.FLOWING) {
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
            if (before == State.PAUSED && next == State.FLOWING && leg != null) {
                ask(leg);
                return;
            }
            if (leg != null) {
                Subscription last = leg;
                leg = null;
                last.cancel();
            }
            if (state == next && next != State.ENDED) {
                from.receive().subscribe(new Leg());
            }
        }

        private void ask(Subscription upstream) {
            if (state == State.FLOWING && demand > 0) {
                upstream.request(demand);
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

        /** One subscription to the receiving socket: until a pause, or from a pause to the next one or the end. */
        private final class Leg implements CoreSubscriber<ZmqMessage> {

            @Override
            public void onSubscribe(Subscription upstream) {
                leg = upstream;
                ask(upstream);
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
