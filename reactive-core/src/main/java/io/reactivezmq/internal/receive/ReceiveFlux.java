package io.reactivezmq.internal.receive;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.signal.Signals;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/** A Flux of received messages, emitted on the loop or on a scheduler's worker. */
final class ReceiveFlux extends Flux<ZmqMessage> implements Scannable {

    private final Receiver receiver;
    private final @Nullable Scheduler scheduler;
    private final int window;

    private ReceiveFlux(Receiver receiver, @Nullable Scheduler scheduler, int window) {
        this.receiver = receiver;
        this.scheduler = scheduler;
        this.window = window;
    }

    static Flux<ZmqMessage> of(Receiver receiver) {
        return onAssembly(new ReceiveFlux(receiver, null, 0));
    }

    static Flux<ZmqMessage> of(Receiver receiver, Scheduler scheduler, int window) {
        return onAssembly(new ReceiveFlux(receiver, scheduler, window));
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.RUN_ON) {
            return scheduler;
        }
        if (key == Attr.PREFETCH) {
            return window;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
        if (scheduler == null) {
            OnLoop direct = new OnLoop(receiver, actual);
            actual.onSubscribe(direct);
            direct.demand.start();
        } else {
            subscribe(actual, scheduler);
        }
    }

    private void subscribe(CoreSubscriber<? super ZmqMessage> actual, Scheduler on) {
        Scheduler.Worker worker;
        try {
            worker = on.createWorker();
        } catch (Throwable refusal) {
            Operators.error(actual, refusal);
            return;
        }
        SchedulerSubscription subscription = new SchedulerSubscription(receiver, actual, on, worker, window);
        actual.onSubscribe(subscription);
        subscription.start();
    }

    private static final class OnLoop implements ReceiveTarget, Subscription, Scannable {

        private final CoreSubscriber<? super ZmqMessage> actual;
        private final ReceiveDemand demand;

        OnLoop(Receiver receiver, CoreSubscriber<? super ZmqMessage> actual) {
            this.actual = actual;
            this.demand = new ReceiveDemand(receiver, this);
        }

        @Override
        public void next(ZmqMessage message, long number) {
            Signals.next(actual, message, this);
        }

        @Override
        public void readComplete() {}

        @Override
        public void complete() {
            Signals.complete(actual);
        }

        @Override
        public void refuse(Throwable reason) {
            Signals.error(actual, reason);
        }

        @Override
        public void request(long messages) {
            if (messages <= 0) {
                // Reactive Streams requires an error signal rather than an exception, and signals one at a time.
                demand.fail(() -> Signals.error(actual, Signals.badRequest(messages)));
            } else {
                demand.request(messages);
            }
        }

        @Override
        public void cancel() {
            demand.cancel();
        }

        @Override
        public @Nullable Object scanUnsafe(Attr key) {
            if (key == Attr.ACTUAL) {
                return actual;
            }
            if (key == Attr.CANCELLED) {
                return demand.isCancelled();
            }
            return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
        }
    }
}
