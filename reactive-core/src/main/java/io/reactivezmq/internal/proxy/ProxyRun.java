package io.reactivezmq.internal.proxy;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.OnUnsendable;
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
 * One subscription to a proxy's {@code run}. Its directions end together, whichever ends first and why: each first
 * where it receives, then where it sends, so that what was taken from one socket is sent or counted when the end is
 * told.
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
        /** The end was asked for, or came. */
        ENDING
    }

    /** For this subscriber, with this to be run before the end is told. */
    ProxyRun(CoreSubscriber<? super Void> actual, Runnable over) {
        this.actual = actual;
        this.over = over;
    }

    /** One more direction, before the start: from a relay to a sender on this loop. */
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

    /** What relays shall do has changed. */
    void wake() {
        directions.forEach(direction -> direction.run.wake());
    }

    /** Ends it; the first reason counts, null is none. Any thread. */
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
            actual.onComplete();
        } else {
            actual.onError(reason);
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

        /** What its sender does not send is counted, and told to the user's hook. */
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
