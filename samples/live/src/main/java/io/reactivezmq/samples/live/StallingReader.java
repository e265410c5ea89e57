package io.reactivezmq.samples.live;

import io.reactivezmq.ZmqMessage;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Reads messages until it stalls: then it requests no more, as a program does that hangs. */
final class StallingReader extends BaseSubscriber<ZmqMessage> {

    private volatile boolean stalled;

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(1);
    }

    @Override
    protected void hookOnNext(ZmqMessage message) {
        if (!stalled) {
            request(1);
        }
    }

    void stall() {
        stalled = true;
    }
}
