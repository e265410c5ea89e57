package io.reactivezmq.internal.request;

import io.reactivezmq.RepRequest;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.LoopRegistration;
import io.reactivezmq.internal.loop.Mailbox;
import io.reactivezmq.internal.pattern.reqrep.IncomingRequest;
import io.reactivezmq.internal.signal.Signals;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** A Flux of a REP socket's requests, as objects that the application answers. */
public final class RepRequests extends Flux<RepRequest> implements Scannable {

    private final HomeLoop loop;
    private final RequestDispatcher dispatch;
    private final Mailbox<ExplicitRequest> ended;

    private RepRequests(HomeLoop loop, RequestDispatcher dispatch) {
        this.loop = loop;
        this.dispatch = dispatch;
        this.ended = new Mailbox<>(loop, ExplicitRequest::end);
    }

    public static Flux<RepRequest> of(HomeLoop loop, RequestDispatcher dispatch) {
        return onAssembly(new RepRequests(loop, dispatch));
    }

    @Override
    public void subscribe(CoreSubscriber<? super RepRequest> actual) {
        Inner inner = new Inner(actual);
        actual.onSubscribe(inner);
        inner.registration.start();
    }

    @Override
    public String stepName() {
        return "requests";
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    private final class Inner implements RequestConsumer, Subscription, Scannable {

        private final CoreSubscriber<? super RepRequest> actual;
        private final AtomicLong demand = new AtomicLong();
        private final Runnable drain = this::drain;

        /** An invalid demand, once it is not positive. */
        private volatile long badRequest = 1;

        private final LoopRegistration registration =
                new LoopRegistration(loop, this::begin, () -> dispatch.remove(this));

        Inner(CoreSubscriber<? super RepRequest> actual) {
            this.actual = actual;
        }

        private void begin() {
            if (!refuses()) {
                dispatch.add(this);
            }
        }

        private void drain() {
            if (registration.isPresent() && !refuses()) {
                dispatch.drain();
            }
        }

        /** Ends with an error if the demand is invalid. */
        private boolean refuses() {
            if (badRequest > 0) {
                return false;
            }
            registration.end();
            Signals.error(actual, Signals.badRequest(badRequest));
            return true;
        }

        @Override
        public boolean hasPlace() {
            return demand.get() > 0 && badRequest > 0 && !registration.isEnded();
        }

        @Override
        public void take(IncomingRequest query) {
            demand.getAndUpdate(before -> before == Long.MAX_VALUE ? before : before - 1);
            ExplicitRequest request = new ExplicitRequest(loop, query, ended);
            if (!Signals.next(actual, request, this)) {
                // The subscriber has ended with an exception and will hardly answer.
                request.decline();
            }
        }

        @Override
        public void complete() {
            if (!registration.isEnded()) {
                registration.end();
                Signals.complete(actual);
            }
        }

        @Override
        public void refuse(Throwable reason) {
            if (!registration.isEnded()) {
                registration.end();
                Signals.error(actual, reason);
            }
        }

        @Override
        public void request(long requests) {
            if (requests <= 0) {
                badRequest = requests;
            } else {
                demand.getAndUpdate(before -> Operators.addCap(before, requests));
            }
            // The beginning looks at what was requested before the start.
            if (registration.isStarted() && !registration.isEnded()) {
                loop.call(drain);
            }
        }

        @Override
        public void cancel() {
            registration.end();
            loop.withdraw(drain);
        }

        @Override
        public @Nullable Object scanUnsafe(Attr key) {
            if (key == Attr.ACTUAL) {
                return actual;
            }
            if (key == Attr.CANCELLED) {
                return registration.isEnded();
            }
            if (key == Attr.REQUESTED_FROM_DOWNSTREAM) {
                return demand.get();
            }
            return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
        }
    }
}
