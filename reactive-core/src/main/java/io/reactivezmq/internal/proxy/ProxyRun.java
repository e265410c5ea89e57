package io.reactivezmq.internal.proxy;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.value.OnUnsendable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One subscription to {@code run} of a proxy.
 *
 * <p>Its directions end together, whichever ends first and for whatever reason. Each direction ends first on the loop
 * of the receiving socket and then on the loop of the sending socket. So every message taken from one socket has been
 * sent or counted as dropped when the subscriber is notified of the end.
 */
final class ProxyRun implements Subscription {

    private final CoreSubscriber<? super Void> actual;
    private final Runnable over;
    private final List<Direction> directions = new ArrayList<>(2);
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable Throwable cause;
    private volatile boolean cancelled;

    private enum State {
        STARTING,
        RUNNING,
        /** The run was ended by a call or by one of its directions. */
        ENDING
    }

    /**
     * Creates a run for this subscriber.
     *
     * @param over run before the subscriber is notified of the end
     */
    ProxyRun(CoreSubscriber<? super Void> actual, Runnable over) {
        this.actual = actual;
        this.over = over;
    }

    /** Adds a direction, from a relay to a sender on this loop. Called before {@link #start}. */
    void add(Relay relay, MessageSender target, Loop targetLoop) {
        directions.add(new Direction(relay, target, targetLoop));
    }

    void start() {
        open.set(directions.size());
        actual.onSubscribe(this);
        directions.forEach(Direction::start);
        if (!state.compareAndSet(State.STARTING, State.RUNNING)) {
            endAll();
        }
    }

    /** Makes the relays check whether they are paused. */
    void wake() {
        directions.forEach(direction -> direction.run.wake());
    }

    /** Ends the run. The first call determines the reason; null means none. May be called on any thread. */
    void end(@Nullable Throwable reason) {
        State before = state.get();
        while (before != State.ENDING) {
            if (state.compareAndSet(before, State.ENDING)) {
                cause = reason;
                if (before == State.RUNNING) {
                    endAll();
                }
                return;
            }
            before = state.get();
        }
    }

    private void endAll() {
        directions.forEach(Direction::end);
    }

    private void ended() {
        if (open.decrementAndGet() > 0) {
            return;
        }
        over.run();
        Throwable reason = cause;
        if (cancelled) {
            return;
        }
        if (reason == null || reason instanceof SocketClosedException) {
            Signals.complete(actual);
        } else {
            Signals.error(actual, reason);
        }
    }

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
        cancelled = true;
        end(null);
    }

    private final class Direction extends BaseSubscriber<Void> {

        private final Relay relay;
        private final Relay.Run run;
        private final MessageSender target;
        private final Loop targetLoop;

        Direction(Relay relay, MessageSender target, Loop targetLoop) {
            this.relay = relay;
            this.run = relay.run(() -> ProxyRun.this.end(null));
            this.target = target;
            this.targetLoop = targetLoop;
        }

        /**
         * Adds a discard hook that counts a message that the sender does not send, and then calls the subscriber's own
         * hook.
         */
        @Override
        public Context currentContext() {
            Context context = actual.currentContext();
            return Operators.enableOnDiscard(context, message -> {
                if (message instanceof ZmqMessage) {
                    relay.countDropped();
                }
                Operators.onDiscard(message, context);
            });
        }

        void start() {
            target.send(run, OnUnsendable.DROP).subscribe(this);
        }

        void end() {
            run.end(() -> targetLoop.execute(() -> {
                cancel();
                ended();
            }));
        }

        @Override
        protected void hookOnComplete() {
            ProxyRun.this.end(null);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            ProxyRun.this.end(failure);
        }
    }
}
