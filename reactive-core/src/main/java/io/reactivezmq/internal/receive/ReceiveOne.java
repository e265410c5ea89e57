package io.reactivezmq.internal.receive;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ReceiveTimeoutException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.internal.signal.Signals;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;

/** A Mono of the next message, with or without a timeout. */
final class ReceiveOne extends Mono<ZmqMessage> implements Scannable {

    /** The longest timeout that the clock of a loop can represent. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Receiver receiver;
    private final @Nullable Duration timeout;

    private ReceiveOne(Receiver receiver, @Nullable Duration timeout) {
        this.receiver = receiver;
        this.timeout = timeout;
    }

    static Mono<ZmqMessage> of(Receiver receiver) {
        return onAssembly(new ReceiveOne(receiver, null));
    }

    static Mono<ZmqMessage> of(Receiver receiver, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout is negative: " + timeout);
        }
        return onAssembly(new ReceiveOne(receiver, timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout));
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
        Attempt attempt = new Attempt(receiver, actual, timeout);
        actual.onSubscribe(attempt);
        attempt.demand.start();
    }

    /**
     * One subscription. It ends with a message, by cancellation, by timeout, or with the socket; all of these except
     * the cancellation happen on the loop. A message that arrives after the cancellation returns to its place in the
     * socket.
     */
    private static final class Attempt implements ReceiveTarget, Subscription, Scannable {

        private enum State {
            WAITING,
            /** The subscriber is being sent the message. */
            DELIVERING,
            OVER
        }

        private final Receiver receiver;
        private final CoreSubscriber<? super ZmqMessage> actual;
        private final @Nullable Duration timeout;
        private final ReceiveDemand demand;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        private final AtomicBoolean asked = new AtomicBoolean();

        /** Used on the loop only. */
        private @Nullable Disposable timer;

        Attempt(Receiver receiver, CoreSubscriber<? super ZmqMessage> actual, @Nullable Duration timeout) {
            this.receiver = receiver;
            this.actual = actual;
            this.timeout = timeout;
            this.demand = new ReceiveDemand(receiver, this);
        }

        @Override
        public void request(long messages) {
            if (messages <= 0) {
                demand.fail(() -> {
                    if (end()) {
                        Signals.error(actual, Signals.badRequest(messages));
                    }
                });
            } else if (asked.compareAndSet(false, true)) {
                demand.request(1);
            }
        }

        @Override
        public void cancel() {
            if (state.getAndSet(State.OVER) == State.WAITING) {
                demand.cancel();
            }
        }

        @Override
        public @Nullable Object scanUnsafe(Attr key) {
            if (key == Attr.ACTUAL) {
                return actual;
            }
            return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
        }

        // On the loop.

        @Override
        public void next(ZmqMessage message, long number) {
            if (!state.compareAndSet(State.WAITING, State.DELIVERING)) {
                receiver.putBack(message, number);
                return;
            }
            demand.cancel();
            stopTimer();
            Signals.next(actual, message, this);
            if (state.compareAndSet(State.DELIVERING, State.OVER)) {
                Signals.complete(actual);
            }
        }

        @Override
        public void readComplete() {}

        @Override
        public void complete() {
            if (end()) {
                Signals.complete(actual);
            }
        }

        @Override
        public void refuse(Throwable reason) {
            if (end()) {
                Signals.error(actual, reason);
            }
        }

        private boolean end() {
            stopTimer();
            return state.compareAndSet(State.WAITING, State.OVER);
        }

        @Override
        public void registered() {
            Duration limit = timeout;
            if (limit == null || state.get() != State.WAITING) {
                return;
            }
            if (limit.isZero()) {
                // Messages that are already here come first.
                receiver.loop().execute(() -> expire(limit));
                return;
            }
            try {
                timer = receiver.loop().schedule(() -> expire(limit), limit);
            } catch (RejectedExecutionException ended) {
                refuse(new SocketClosedException(receiver.name()));
            }
        }

        @Override
        public void removed() {
            stopTimer();
        }

        private void expire(Duration limit) {
            if (end()) {
                demand.cancel();
                Signals.error(actual, new ReceiveTimeoutException(receiver.name(), limit));
            }
        }

        private void stopTimer() {
            if (timer != null) {
                timer.dispose();
                timer = null;
            }
        }
    }
}
