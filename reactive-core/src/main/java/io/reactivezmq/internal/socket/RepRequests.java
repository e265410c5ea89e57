package io.reactivezmq.internal.socket;

import io.reactivezmq.RepRequest;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.Query;
import io.reactivezmq.internal.pattern.RepPattern;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** A REP socket's requests as objects to be answered. */
final class RepRequests extends Flux<RepRequest> {

    private final SocketCore socket;
    private final QueryDispatch dispatch;
    private final Mailbox<Pending> answers;

    RepRequests(SocketCore socket, QueryDispatch dispatch) {
        this.socket = socket;
        this.dispatch = dispatch;
        this.answers = new Mailbox<>(socket, Pending::send);
    }

    @Override
    public void subscribe(CoreSubscriber<? super RepRequest> actual) {
        Inner inner = new Inner(actual);
        actual.onSubscribe(inner);
        socket.onLoop(inner::begin);
    }

    private final class Inner implements QueryTaker, Subscription {

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
        public void take(Query query) {
            demand.getAndUpdate(before -> before == Long.MAX_VALUE ? before : before - 1);
            try {
                actual.onNext(new Pending(query));
            } catch (Throwable failure) {
                cancel();
                Exceptions.throwIfJvmFatal(failure);
                Signals.error(actual, failure);
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
    }

    private final class Pending implements RepRequest {

        private final Query query;
        private final AtomicReference<@Nullable ZmqMessage> answer = new AtomicReference<>();

        Pending(Query query) {
            this.query = query;
        }

        @Override
        public ZmqMessage message() {
            return query.body();
        }

        @Override
        public void reply(ZmqMessage message) {
            if (answer.compareAndSet(null, Objects.requireNonNull(message, "message"))) {
                answers.put(this);
            }
        }

        private void send() {
            RepPattern.reply(query, Objects.requireNonNull(answer.get()));
        }
    }
}
