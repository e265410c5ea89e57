package io.reactivezmq.zmtp.netty.tls;

import io.reactivezmq.spi.LinkHost;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs the computations of TLS on the context's handshake threads. */
final class TlsWork implements Executor {

    private final LinkHost host;

    TlsWork(LinkHost host) {
        this.host = host;
    }

    /**
     * Runs the task soon.
     *
     * @throws RejectedExecutionException when the queue is full, or the context has been closed
     */
    @Override
    public void execute(Runnable task) {
        host.handshakeWork().schedule(() -> {
            try {
                task.run();
            } catch (RejectedExecutionException ended) {
                // Netty continues a handshake on the connection's loop, which has ended with its context.
            }
        });
    }
}
