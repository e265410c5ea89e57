package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Received messages as a Flux, on the loop or on a scheduler's worker. */
final class ReceiveFlux extends Flux<ZmqMessage> {

    private final Receiver receiver;
    private final @Nullable Scheduler scheduler;
    private final int window;

    ReceiveFlux(Receiver receiver) {
        this(receiver, null, 0);
    }

    ReceiveFlux(Receiver receiver, @Nullable Scheduler scheduler, int window) {
        this.receiver = receiver;
        this.scheduler = scheduler;
        this.window = window;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
        if (scheduler == null) {
            OnLoop direct = new OnLoop(receiver, actual);
            actual.onSubscribe(direct);
            direct.demand.start();
        } else {
            HandOver handOver = new HandOver(receiver, actual, scheduler.createWorker(), window);
            actual.onSubscribe(handOver);
            handOver.start();
        }
    }

    private static final class OnLoop implements ReceiveTarget, Subscription {

        private final CoreSubscriber<? super ZmqMessage> actual;
        private final ReceiveDemand demand;

        OnLoop(Receiver receiver, CoreSubscriber<? super ZmqMessage> actual) {
            this.actual = actual;
            this.demand = new ReceiveDemand(receiver, this);
        }

        @Override
        public void next(ZmqMessage message) {
            Signals.next(actual, message, this);
        }

        @Override
        public void readComplete() {}

        @Override
        public void complete() {
            Signals.complete(actual);
        }

        @Override
        public void request(long messages) {
            if (messages <= 0) {
                // The rule is to signal an error rather than to throw; and no two signals at once.
                demand.fail(() -> Signals.error(actual, Signals.badRequest(messages)));
            } else {
                demand.request(messages);
            }
        }

        @Override
        public void cancel() {
            demand.cancel();
        }
    }
}
