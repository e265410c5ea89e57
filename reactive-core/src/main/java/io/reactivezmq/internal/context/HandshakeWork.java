package io.reactivezmq.internal.context;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads on which a context computes what handshakes need. They start with the first handshake, end when they are
 * idle, and end for good with the context: none outlives an application that is undeployed.
 */
final class HandshakeWork {

    private static final int MOST_WAITING = 16_384;
    private static final int IDLE_SECONDS = 10;

    private @Nullable Scheduler scheduler;
    private boolean closed;

    /** Returns the scheduler. Once this is closed, it rejects every task. */
    synchronized Scheduler scheduler() {
        Scheduler there = scheduler;
        if (there == null) {
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            there = Schedulers.newBoundedElastic(threads, MOST_WAITING, "zmq-handshake", IDLE_SECONDS, true);
            scheduler = there;
            if (closed) {
                // The scheduler has no threads yet, so this does not block.
                there.dispose();
            }
        }
        return there;
    }

    /** Ends the threads. Closing a thread pool waits for a lock, so it is done on a helper thread. */
    synchronized Mono<Void> close() {
        closed = true;
        Scheduler there = scheduler;
        return there == null
                ? Mono.empty()
                : Mono.<Void>fromRunnable(there::dispose).subscribeOn(Schedulers.boundedElastic());
    }
}
