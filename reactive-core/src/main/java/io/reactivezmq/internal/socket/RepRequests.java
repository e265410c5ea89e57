package io.reactivezmq.internal.socket;

import io.reactivezmq.RepRequest;
import io.reactivezmq.internal.pattern.IncomingRequest;
import io.reactivezmq.internal.signal.Signals;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** A Flux of a REP socket's requests, as objects that the application answers. */
final class RepRequests extends Flux<RepRequest> implements Scannable {

    private final SocketBase socket;
    private final RequestDispatcher dispatch;
    private final Mailbox<ExplicitRequest> ended;

    private RepRequests(SocketBase socket, RequestDispatcher dispatch) {
        this.socket = socket;
        this.dispatch = dispatch;
        this.ended = new Mailbox<>(socket, ExplicitRequest::end);
    }

    static Flux<RepRequest> of(SocketBase socket, RequestDispatcher dispatch) {
        return onAssembly(new RepRequests(socket, dispatch));
    }

    @Override
    public void subscribe(CoreSubscriber<? super RepRequest> actual) {
        Inner inner = new Inner(actual);
        actual.onSubscribe(inner);
        socket.onLoop(inner::begin);
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    private final class Inner implements RequestConsumer, Subscription, Scannable {

        private final CoreSubscriber<? super RepRequest> actual;
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean cancelled;
        private boolean begun;
        private final Runnable drain = this::drain;

        Inner(CoreSubscriber<? super RepRequest> actual) {
            this.actual = actual;
        }

        void begin() {
            begun = true;
            if (!cancelled) {
                dispatch.add(this);
            }
        }

        private void drain() {
            if (begun) {
                dispatch.drain();
            }
        }

        @Override
        public boolean hasPlace() {
            return !cancelled && demand.get() > 0;
        }

        @Override
        public void take(IncomingRequest query) {
            demand.getAndUpdate(before -> before == Long.MAX_VALUE ? before : before - 1);
            ExplicitRequest request = new ExplicitRequest(socket, query, ended);
            if (!Signals.next(actual, request, this)) {
                // The subscriber has ended with an exception and will hardly answer.
                request.decline();
            }
        }

        @Override
        public void complete() {
            if (!cancelled) {
                cancelled = true;
                Signals.complete(actual);
            }
        }

        @Override
        public void request(long requests) {
            if (requests <= 0) {
                socket.onLoop(() -> refuse(requests));
            } else {
                demand.getAndUpdate(before -> Operators.addCap(before, requests));
                socket.onLoop(drain);
            }
        }

        private void refuse(long requests) {
            if (!cancelled) {
                cancel();
                Signals.error(actual, Signals.badRequest(requests));
            }
        }

        @Override
        public void cancel() {
            if (!cancelled) {
                cancelled = true;
                socket.onLoop(() -> dispatch.remove(this));
            }
        }

        @Override
        public @Nullable Object scanUnsafe(Attr key) {
            if (key == Attr.ACTUAL) {
                return actual;
            }
            if (key == Attr.CANCELLED) {
                return cancelled;
            }
            if (key == Attr.REQUESTED_FROM_DOWNSTREAM) {
                return demand.get();
            }
            return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
        }
    }
}
