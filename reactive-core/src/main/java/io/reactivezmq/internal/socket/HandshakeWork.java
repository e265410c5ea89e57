package io.reactivezmq.internal.socket;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads on which a context computes what handshakes need. They are made for the first handshake, end when there
 * is nothing to do, and end for good with the context: nothing of it outlives an application that is undeployed.
 */
final class HandshakeWork {

    private static final int MOST_WAITING = 16_384;
    private static final int IDLE_SECONDS = 10;

    private @Nullable Scheduler scheduler;
    private boolean closed;

    /** What rejects every task once it is closed. */
    synchronized Scheduler scheduler() {
        Scheduler there = scheduler;
        if (there == null) {
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            there = Schedulers.newBoundedElastic(threads, MOST_WAITING, "zmq-handshake", IDLE_SECONDS, true);
            scheduler = there;
            if (closed) {
                // It has no threads yet, so this waits for nothing.
                there.dispose();
            }
        }
        return there;
    }

    /** Ends the threads. A thread pool waits for a lock when it is ended, so that is done on a helper thread. */
    synchronized Mono<Void> close() {
        closed = true;
        Scheduler there = scheduler;
        return there == null
                ? Mono.empty()
                : Mono.<Void>fromRunnable(there::dispose).subscribeOn(Schedulers.boundedElastic());
    }
}
