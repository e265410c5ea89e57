package io.reactivezmq.internal.receive;

import io.reactivezmq.internal.loop.HomeLoop;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Counts messages that could not be decoded, on any thread. They are reported on the loop, many in one call. */
final class UndecodableCount implements Runnable {

    private final HomeLoop loop;
    private final LongConsumer dropped;
    private final AtomicLong unreported = new AtomicLong();

    UndecodableCount(HomeLoop loop, LongConsumer dropped) {
        this.loop = loop;
        this.dropped = dropped;
    }

    void add() {
        if (loop.inLoop()) {
            dropped.accept(1);
        } else if (unreported.getAndIncrement() == 0) {
            loop.callLater(this);
        }
    }

    @Override
    public void run() {
        dropped.accept(unreported.getAndSet(0));
    }
}
