package io.reactivezmq.internal.endpoint;

import io.reactivezmq.Endpoint;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.internal.socket.SocketScope;
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
 * Binds one endpoint, anew for each subscriber. If a subscriber cancels before it was sent the endpoint, nothing stays
 * bound.
 */
final class BindMono extends Mono<Endpoint> implements Scannable {

    private final SocketEndpoints endpoints;
    private final SocketScope scope;
    private final Supplier<Binding> bindings;

    private BindMono(SocketEndpoints endpoints, SocketScope scope, Supplier<Binding> bindings) {
        this.endpoints = endpoints;
        this.scope = scope;
        this.bindings = bindings;
    }

    static Mono<Endpoint> of(SocketEndpoints endpoints, SocketScope scope, Supplier<Binding> bindings) {
        return onAssembly(new BindMono(endpoints, scope, bindings));
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Endpoint> actual) {
        if (!scope.takesWork()) {
            Operators.error(actual, scope.closedException());
            return;
        }
        Attempt attempt = new Attempt(endpoints, scope, bindings.get(), actual);
        actual.onSubscribe(attempt);
        attempt.start();
    }

    /**
     * One attempt to bind. Nothing stops it before its end, as it may just have succeeded on another thread. If the
     * subscriber no longer wants the endpoint then, it is closed.
     */
    private static final class Attempt implements CoreSubscriber<Endpoint>, Subscription {

        private enum State {
            /** The outcome is not known yet. */
            OPENING,
            /** The endpoint is bound, and the subscriber has not requested it yet. */
            BOUND,
            /** The subscriber is being sent the endpoint. */
            EMITTING,
            /** Nothing is left to do. */
            OVER,
            /** The subscriber canceled before it was sent the endpoint, which must not stay bound. */
            CANCELLED
        }

        private final SocketEndpoints endpoints;
        private final SocketScope scope;
        private final Binding binding;
        private final CoreSubscriber<? super Endpoint> actual;
        private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
        private volatile boolean requested;

        Attempt(
                SocketEndpoints endpoints,
                SocketScope scope,
                Binding binding,
                CoreSubscriber<? super Endpoint> actual) {
            this.endpoints = endpoints;
            this.scope = scope;
            this.binding = binding;
            this.actual = actual;
        }

        void start() {
            if (state.get() == State.OPENING) {
                binding.listen().subscribe(this);
            }
        }

        // Called by the subscriber, on any thread.

        @Override
        public void request(long signals) {
            if (signals > 0) {
                requested = true;
                if (state.get() == State.BOUND) {
                    scope.onLoop(this::emit);
                }
            } else if (giveUp()) {
                // On the loop, where the subscriber may be receiving the endpoint.
                scope.onLoop(() -> Signals.error(actual, Signals.badRequest(signals)));
            }
        }

        @Override
        public void cancel() {
            giveUp();
        }

        /** Cancels. Returns whether the subscriber had neither been sent the endpoint nor canceled before. */
        private boolean giveUp() {
            State before;
            State next;
            do {
                before = state.get();
                boolean received = before == State.EMITTING ? hasReceived() : before == State.OVER && !isLate();
                next = received ? State.OVER : State.CANCELLED;
            } while (!state.compareAndSet(before, next));
            if (before == State.BOUND || before == State.OVER && next == State.CANCELLED) {
                scope.onLoop(() -> endpoints.drop(binding));
            }
            return next == State.CANCELLED && before != State.CANCELLED;
        }

        /**
         * Returns whether a subscriber that cancels during {@code onNext} has taken in the endpoint. Operators have:
         * they cancel a source because of what it emitted. So has a subscriber that cancels on the loop. A subscriber
         * without operators that cancels on another thread decided to do so before.
         */
        private boolean hasReceived() {
            return scope.loop().inLoop()
                    || Scannable.from(actual).actuals().findAny().isPresent();
        }

        /**
         * Returns whether a cancellation that comes after the end was decided before. A completed source need not be
         * canceled. The subscriber of {@code subscribe(Consumer)} drops its source once it has a value. It cancels here
         * only if it was disposed of first, and then ignores the value.
         */
        private boolean isLate() {
            return actual instanceof Disposable && !hasReceived();
        }

        // Called by the attempt, on the loop.

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
            opened();
        }

        private void opened() {
            if (!endpoints.add(binding)) {
                fail(scope.closedException());
            } else if (!state.compareAndSet(State.OPENING, State.BOUND)) {
                endpoints.drop(binding);
            } else if (requested) {
                emit();
            }
        }

        private void emit() {
            if (!state.compareAndSet(State.BOUND, State.EMITTING)) {
                return;
            }
            boolean taken = true;
            try {
                actual.onNext(binding.endpoint());
            } catch (Throwable failure) {
                taken = false;
                Signals.error(actual, failure);
            }
            if (state.compareAndSet(State.EMITTING, State.OVER)) {
                if (taken) {
                    Signals.complete(actual);
                }
            } else if (state.get() == State.CANCELLED) {
                endpoints.drop(binding);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (state.get() == State.OPENING) {
                endpoints.notBound(binding, failure);
            }
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
