package io.reactivezmq.internal.request;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.RequestTimeoutException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.LoopRegistration;
import io.reactivezmq.internal.loop.Mailbox;
import io.reactivezmq.internal.pattern.reqrep.IncomingRequest;
import io.reactivezmq.internal.pattern.reqrep.OpenRequest;
import io.reactivezmq.internal.pattern.reqrep.RepPattern;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.internal.socket.EventHub;
import io.reactivezmq.options.ServeOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One subscription to {@code serve}: a limited number of requests at a time in the application's handler. Each request
 * has a place until it is answered, fails, times out, or its peer no longer waits for the answer. Used on the loop.
 */
public final class RepServer implements RequestConsumer, Subscription, Scannable {

    private static final AtomicIntegerFieldUpdater<Answer> DONE =
            AtomicIntegerFieldUpdater.newUpdater(Answer.class, "done");

    @SuppressWarnings("NullAway") // newUpdater cannot say that the field is nullable.
    private static final AtomicReferenceFieldUpdater<Answer, @Nullable Subscription> UPSTREAM =
            AtomicReferenceFieldUpdater.newUpdater(Answer.class, Subscription.class, "upstream");

    private static final ZmqMessage NOTHING = ZmqMessage.wrap(new byte[0]);

    /** The timeout is counted in ticks, so that a request needs neither a timer nor a look at the clock. */
    private static final int TICKS = 8;

    private enum State {
        SERVING,
        /** The socket is being closed: open requests may still be answered, further ones are not taken. */
        CLOSING,
        ENDED
    }

    private final HomeLoop loop;
    private final EventHub events;
    private final RequestDispatcher dispatch;
    private final RequestHandler handler;
    private final Duration timeout;
    private final CoreSubscriber<? super Void> actual;

    /** Answers on their way to the loop. */
    private final Mailbox<Answer> finished;

    /** Open requests in the order in which they began: a list linked through the answers themselves. */
    private @Nullable Answer oldest;

    private @Nullable Answer newest;

    private final Disposable.Swap ticking = Disposables.swap();
    private boolean ticks;
    private int now;

    private State state = State.SERVING;
    private final LoopRegistration registration;
    private int places;

    public RepServer(
            HomeLoop loop,
            EventHub events,
            RequestDispatcher dispatch,
            RequestHandler handler,
            ServeOptions options,
            CoreSubscriber<? super Void> actual) {
        this.loop = loop;
        this.events = events;
        this.dispatch = dispatch;
        this.handler = handler;
        this.places = options.concurrency();
        this.timeout = options.timeout();
        this.actual = actual;
        this.registration = new LoopRegistration(loop, () -> dispatch.add(this), this::leave);
        this.finished = new Mailbox<>(loop, Answer::end);
    }

    /** Subscribes. May be called on any thread. */
    public void start() {
        actual.onSubscribe(this);
        registration.start();
    }

    @Override
    public boolean hasPlace() {
        return places > 0 && !registration.isEnded();
    }

    @Override
    public void take(IncomingRequest query) {
        places--;
        Answer answer = new Answer(query);
        try {
            Publisher<?> source = handler.ask(query);
            if (source instanceof Fuseable.ScalarCallable<?> known) {
                // A value that is there already need not be subscribed to.
                Object value = known.call();
                answer.finish(value == null ? NOTHING : handler.answer(value));
            } else if (begin(answer)) {
                answer.single = source instanceof Mono;
                source.subscribe(answer);
            }
        } catch (Throwable failure) {
            answer.thrown(failure);
        }
    }

    /** Registers an open request. Returns false if the request was given up while the handler was called. */
    private boolean begin(Answer answer) {
        if (registration.isEnded() || answer.query.asker().isGone()) {
            if (answer.query.asker().isGone()) {
                answer.query.asker().countLost();
            }
            answer.abandon();
            return false;
        }
        answer.before = newest;
        if (newest == null) {
            oldest = answer;
        } else {
            newest.behind = answer;
        }
        newest = answer;
        answer.listed = true;
        answer.query.asker().opened();
        answer.query.asker().watch(answer);
        startTicking(answer);
        return true;
    }

    // Timeouts.

    private void startTicking(Answer answer) {
        if (!timeout.isZero()) {
            if (!ticks) {
                ticks = true;
                tickSoon();
            }
            answer.begun = now;
        }
    }

    private void tickSoon() {
        ticking.update(loop.schedule(this::tick, timeout.dividedBy(TICKS)));
    }

    private void tick() {
        now++;
        Answer first;
        while ((first = oldest) != null && now - first.begun > TICKS) {
            first.expire();
        }
        if (oldest != null) {
            tickSoon();
        } else {
            ticks = false;
        }
        dispatch.drain();
    }

    // Completion and cancellation.

    @Override
    public void complete() {
        state = State.CLOSING;
        endIfIdle();
    }

    @Override
    public void refuse(Throwable reason) {
        state = State.ENDED;
        if (!registration.isEnded()) {
            registration.end();
            Signals.error(actual, reason);
        }
    }

    private void endIfIdle() {
        if (state == State.CLOSING && oldest == null) {
            state = State.ENDED;
            ticking.dispose();
            if (!registration.isEnded()) {
                Signals.complete(actual);
            }
        }
    }

    @Override
    public void request(long messages) {}

    @Override
    public void cancel() {
        registration.end();
    }

    private void leave() {
        dispatch.remove(this);
        abandonAll();
    }

    private void abandonAll() {
        state = State.CLOSING;
        Answer first;
        while ((first = oldest) != null) {
            first.abandon();
        }
        endIfIdle();
    }

    private void failed(IncomingRequest query, Throwable cause) {
        events.tell(new SocketEvent.RequestFailed(
                query.asker().pipe().endpoint().uri(),
                Objects.requireNonNull(query.body().peer()),
                cause));
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.ACTUAL) {
            return actual;
        }
        if (key == Attr.CANCELLED) {
            return registration.isEnded();
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    /** The pending answer to one request. Signaled on any thread, sent on the loop. */
    private final class Answer extends OpenRequest implements CoreSubscriber<Object>, Scannable {

        private final IncomingRequest query;

        // Used on the loop only.
        private @Nullable Answer before;
        private @Nullable Answer behind;
        private boolean listed;
        private boolean ended;
        private int begun;

        /** Whether the publisher ends by itself with its first value. */
        private boolean single;

        @SuppressWarnings("unused")
        private volatile @Nullable Subscription upstream;

        /** Set by an answer or a failure, whichever comes first on any thread. */
        @SuppressWarnings("unused")
        private volatile int done;

        /** A message or a failure; written by the thread that has set {@link #done}. */
        private @Nullable Object outcome;

        Answer(IncomingRequest query) {
            this.query = query;
        }

        // Called by upstream, on any thread.

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            try {
                if (Operators.setOnce(UPSTREAM, this, subscription)) {
                    subscription.request(Long.MAX_VALUE);
                }
            } catch (Throwable failure) {
                thrown(failure);
            }
        }

        @Override
        public void onNext(Object value) {
            Objects.requireNonNull(value, "value");
            if (DONE.compareAndSet(this, 0, 1)) {
                if (!single) {
                    cancelUpstream();
                }
                put(outcomeOf(value));
            } else {
                Signals.discard(actual, value);
            }
        }

        private Object outcomeOf(Object value) {
            try {
                return handler.answer(value);
            } catch (Throwable failure) {
                Signals.reportFatal(actual, failure);
                return failure;
            }
        }

        @Override
        public void onComplete() {
            finish(NOTHING);
        }

        @Override
        public void onError(Throwable cause) {
            if (!finish(Objects.requireNonNull(cause, "cause"))) {
                Signals.dropped(actual, cause);
            }
        }

        /** Handles an exception that the handler or its publisher threw instead of signaling it. */
        private void thrown(Throwable failure) {
            if (finish(failure)) {
                cancelUpstream();
                Signals.reportFatal(actual, failure);
            } else {
                Signals.dropped(actual, failure);
            }
        }

        private boolean finish(Object result) {
            if (DONE.compareAndSet(this, 0, 1)) {
                put(result);
                return true;
            }
            return false;
        }

        private void put(Object result) {
            outcome = result;
            finished.put(this);
        }

        private void cancelUpstream() {
            try {
                Operators.terminate(UPSTREAM, this);
            } catch (Throwable failure) {
                Signals.dropped(actual, failure);
            }
        }

        // On the loop.

        private void end() {
            if (!leave()) {
                return;
            }
            Object result = outcome;
            if (result instanceof ZmqMessage answer) {
                RepPattern.reply(query, answer);
            } else {
                failed(query, (Throwable) Objects.requireNonNull(result));
            }
            release();
            dispatch.drain();
        }

        private void expire() {
            abandon();
            failed(
                    query,
                    new RequestTimeoutException(
                            Objects.requireNonNull(query.body().peer()).address(), timeout));
        }

        @Override
        protected void askerGone() {
            query.asker().countLost();
            abandon();
            dispatch.drainSoon();
        }

        /** Gives up the request without an answer. */
        private void abandon() {
            if (leave()) {
                DONE.set(this, 1);
                cancelUpstream();
                release();
            }
        }

        /** Removes the request from the open ones. Returns false if it was removed before. */
        private boolean leave() {
            if (ended) {
                return false;
            }
            ended = true;
            if (listed) {
                unlink();
                query.asker().unwatch(this);
            }
            return true;
        }

        private void unlink() {
            Answer older = before;
            Answer newer = behind;
            if (older == null) {
                oldest = newer;
            } else {
                older.behind = newer;
            }
            if (newer == null) {
                newest = older;
            } else {
                newer.before = older;
            }
            before = null;
            behind = null;
        }

        /** Releases the place, when nothing more is to be sent. */
        private void release() {
            places++;
            if (listed) {
                query.asker().closed();
            }
            endIfIdle();
        }

        @Override
        public @Nullable Object scanUnsafe(Attr key) {
            if (key == Attr.PARENT) {
                return upstream;
            }
            if (key == Attr.TERMINATED) {
                return done != 0;
            }
            return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
        }
    }
}
