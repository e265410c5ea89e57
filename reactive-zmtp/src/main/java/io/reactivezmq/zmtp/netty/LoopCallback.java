package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.spi.LinkHost;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;

/**
 * Returns results of helper threads to the loop of the socket. That loop may have ended meanwhile, because a context
 * does not wait for work on other threads. Channels must not be created for an ended loop, so all code that creates
 * channels uses this class.
 */
public final class LoopCallback {

    private LoopCallback() {}

    /**
     * Signals on the socket's loop the result of a {@code Mono} that signals on any thread.
     *
     * @return the result; fails with a {@link SocketClosedException}, on any thread, when the loop has ended
     */
    public static <T> Mono<T> of(Mono<T> elsewhere, LinkHost host) {
        return Mono.create(sink -> sink.onCancel(elsewhere.subscribe(
                value -> run(host, () -> sink.success(value), () -> sink.error(closed(host))),
                failure -> run(host, () -> sink.error(failure), () -> sink.error(closed(host))),
                () -> run(host, sink::success, () -> sink.error(closed(host))))));
    }

    private static SocketClosedException closed(LinkHost host) {
        return new SocketClosedException(host.endpoint().uri());
    }

    /**
     * Runs the task on the loop. Does nothing when the loop has ended, because its socket and connections have ended
     * too.
     */
    public static void run(LinkHost host, Runnable task) {
        run(host, task, () -> {});
    }

    /** Runs the task on the loop. When the loop has ended, runs {@code ended} on the calling thread instead. */
    static void run(LinkHost host, Runnable task, Runnable ended) {
        try {
            host.loop().execute(task);
        } catch (RejectedExecutionException rejected) {
            ended.run();
        }
    }
}
