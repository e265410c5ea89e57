package io.reactivezmq.zmtp.netty;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where the public-key part of handshakes is computed, for all contexts: on few threads, so that a crowd of newcomers
 * takes neither the event loops nor all processors from the peers that are there, and with a bounded queue. The threads
 * end when there is nothing to do.
 */
public final class HandshakeWork {

    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int MOST_WAITING = 16_384;
    private static final int IDLE_SECONDS = 10;

    static final Scheduler SCHEDULER =
            Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "zmq-handshake", IDLE_SECONDS, true);

    private HandshakeWork() {}

    /**
     * For transports that have handshakes of their own.
     *
     * @throws java.util.concurrent.RejectedExecutionException when too much waits already
     */
    public static void execute(Runnable task) {
        SCHEDULER.schedule(task);
    }
}
