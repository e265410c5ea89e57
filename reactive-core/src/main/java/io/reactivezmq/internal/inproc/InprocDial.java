package io.reactivezmq.internal.inproc;

import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.LinkHost;
import reactor.core.Disposable;

/** One socket's wish to be connected to a name. */
final class InprocDial implements Disposable {

    private final InprocTransport transport;
    private final Endpoint endpoint;
    private final LinkHost host;
    private volatile boolean disposed;

    InprocDial(InprocTransport transport, Endpoint endpoint, LinkHost host) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.host = host;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The name is bound: both sides get a link, each in a task on its own loop. */
    void meet(InprocListener listener) {
        if (!disposed) {
            InprocLink ours = new InprocLink(host, listener.host(), false);
            InprocLink theirs = new InprocLink(listener.host(), host, true);
            ours.join(theirs);
            theirs.join(ours);
            ours.attachSoon();
            theirs.attachSoon();
        }
    }

    @Override
    public void dispose() {
        disposed = true;
        transport.forget(this);
    }
}
