package io.reactivezmq.zmtp.netty.tls;

import io.reactivezmq.spi.LinkHost;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Computes what TLS needs on the context's helper threads. */
final class TlsWork implements Executor {

    private final LinkHost host;

    TlsWork(LinkHost host) {
        this.host = host;
    }

    /**
     * Runs the task soon.
     *
     * @throws RejectedExecutionException when too much waits already, or the context has been closed
     */
    @Override
    public void execute(Runnable task) {
        host.handshakeWork().schedule(() -> {
            try {
                task.run();
            } catch (RejectedExecutionException ended) {
                // Netty goes on with a handshake on the connection's loop, which has ended with its context.
            }
        });
    }
}
