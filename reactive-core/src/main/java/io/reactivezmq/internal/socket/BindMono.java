package io.reactivezmq.internal.socket;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.SocketClosedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Listens at one endpoint, anew for each subscriber. Cancelled before the subscriber was told that it does, it leaves
 * nothing bound.
 */
final class BindMono extends Mono<Endpoint> implements Scannable {

    private final SocketEndpoints endpoints;
    private final SocketBase socket;
    private final Supplier<Binding> bindings;

    private BindMono(SocketEndpoints endpoints, SocketBase socket, Supplier<Binding> bindings) {
        this.endpoints = endpoints;
        this.socket = socket;
        this.bindings = bindings;
    }

    static Mono<Endpoint> of(SocketEndpoints endpoints, SocketBase socket, Supplier<Binding> bindings) {
        return onAssembly(new BindMono(endpoints, socket, bindings));
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Endpoint> actual) {
        if (socket.isClosed()) {
            Operators.error(actual, new SocketClosedException(socket.name()));
            return;
        }
        Attempt attempt = new Attempt(endpoints, socket, bindings.get(), actual);
        actual.onSubscribe(attempt);
        attempt.start();
    }

    /**
     * The attempt to listen, which nothing stops before its end: it may just have succeeded on some thread. What
     * listens then is stopped if no subscriber wants it any more.
     */
    private static final class Attempt implements CoreSubscriber<Endpoint>, Subscription {

        private enum State {
            /** It is not decided whether it will listen. */
            OPENING,
            /** It listens, and the subscriber has not asked for that yet. */
            UNTOLD,
            /** The subscriber is being told where it listens. */
            TELLING,
            /** Nothing is left to do. */
            OVER,
            /** It was cancelled before the subscriber was told, and must not listen. */
            CANCELLED
        }

        private final SocketEndpoints endpoints;
        private final SocketBase socket;
        private final Binding binding;
        private final CoreSubscriber<? super Endpoint> actual;
        private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
        private volatile boolean requested;

        Attempt(
                SocketEndpoints endpoints,
                SocketBase socket,
                Binding binding,
                CoreSubscriber<? super Endpoint> actual) {
            this.endpoints = endpoints;
            this.socket = socket;
            this.binding = binding;
            this.actual = actual;
        }

        void start() {
            if (state.get() == State.OPENING) {
                binding.listen().subscribe(this);
            }
        }

        // The subscriber's side, on any thread.

        @Override
        public void request(long signals) {
            if (signals > 0) {
                requested = true;
                if (state.get() == State.UNTOLD) {
                    socket.onLoop(this::tell);
                }
            } else if (giveUp()) {
                // On the loop, where the subscriber may be receiving the endpoint.
                socket.onLoop(() -> Signals.error(actual, Signals.badRequest(signals)));
            }
        }

        @Override
        public void cancel() {
            giveUp();
        }

        /** Whether that came in time. */
        private boolean giveUp() {
            State before;
            State next;
            do {
                before = state.get();
                boolean told = before == State.TELLING ? wasTold() : before == State.OVER && !isLate();
                next = told ? State.OVER : State.CANCELLED;
            } while (!state.compareAndSet(before, next));
            if (before == State.UNTOLD || before == State.OVER && next == State.CANCELLED) {
                socket.onLoop(() -> endpoints.drop(binding));
            }
            return next == State.CANCELLED && before != State.CANCELLED;
        }

        /**
         * Returns whether a subscriber that cancels while it is told takes in what it is told. Operators cancel a
         * source because of what it said. A subscriber without operators that cancels on another thread has given up
         * before.
         */
        private boolean wasTold() {
            return socket.loop().inLoop()
                    || Scannable.from(actual).actuals().findAny().isPresent();
        }

        /**
         * Returns whether a cancellation that comes when all is over was decided before. A completed source need not be
         * cancelled, and {@code subscribe(Consumer)} gives a subscriber that never does: when it is told, it forgets
         * its source, and when it is disposed of first, it ignores what it is told and cancels here.
         */
        private boolean isLate() {
            return actual instanceof Disposable && !wasTold();
        }

        // The attempt's side, on the loop.

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription listening) {
            listening.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Endpoint resolved) {
            socket.onLoop(this::opened);
        }

        private void opened() {
            if (!endpoints.add(binding)) {
                fail(new SocketClosedException(socket.name()));
            } else if (!state.compareAndSet(State.OPENING, State.UNTOLD)) {
                endpoints.drop(binding);
            } else if (requested) {
                tell();
            }
        }

        private void tell() {
            if (!state.compareAndSet(State.UNTOLD, State.TELLING)) {
                return;
            }
            boolean taken = true;
            try {
                actual.onNext(binding.endpoint());
            } catch (Throwable failure) {
                taken = false;
                Signals.error(actual, failure);
            }
            if (state.compareAndSet(State.TELLING, State.OVER)) {
                if (taken) {
                    Signals.complete(actual);
                }
            } else if (state.get() == State.CANCELLED) {
                endpoints.drop(binding);
            }
        }

        @Override
        public void onError(Throwable failure) {
            fail(failure);
        }

        private void fail(Throwable failure) {
            if (state.compareAndSet(State.OPENING, State.OVER)) {
                Signals.error(actual, failure);
            }
        }

        @Override
        public void onComplete() {}
    }
}
