package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.spi.LinkHost;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;

/**
 * Brings what was done on a helper thread back to the loop of the socket that it was done for. That loop may have ended
 * meanwhile, as a context does not wait for what is under way elsewhere. Channels must not be made for such a loop, so
 * everything that makes one is behind this.
 */
public final class LoopCallback {

    private LoopCallback() {}

    /**
     * Signals on the socket's loop what was signaled on any thread.
     *
     * @return fails with a {@link SocketClosedException}, on any thread, when the loop has ended
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
     * Runs the task on the loop, or not at all when the loop has ended: its socket and connections have ended with it.
     */
    public static void run(LinkHost host, Runnable task) {
        run(host, task, () -> {});
    }

    /** Runs the task on the loop, or the other one, here, when the loop has ended. */
    static void run(LinkHost host, Runnable task, Runnable ended) {
        try {
            host.loop().execute(task);
        } catch (RejectedExecutionException rejected) {
            ended.run();
        }
    }
}
