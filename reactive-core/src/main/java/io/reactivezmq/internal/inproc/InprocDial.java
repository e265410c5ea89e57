package io.reactivezmq.internal.inproc;

import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.LinkHost;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** One attempt of a socket to connect to a name. It waits until the name is bound. */
final class InprocDial implements Disposable {

    private final InprocTransport transport;
    private final Endpoint endpoint;
    private final LinkHost host;

    /** This field and the next are guarded by {@code this}. */
    private boolean disposed;

    private @Nullable InprocLink link;

    InprocDial(InprocTransport transport, Endpoint endpoint, LinkHost host) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.host = host;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Connects to the socket that has bound the name. Both sides get a link, the bound side first, each in a task on
     * its own loop.
     */
    synchronized void meet(InprocListener listener) {
        if (!disposed) {
            InprocLink ours = new InprocLink(host, listener.host(), false);
            InprocLink theirs = new InprocLink(listener.host(), host, true);
            ours.join(theirs);
            theirs.join(ours);
            link = ours;
            ours.begin();
        }
    }

    @Override
    public void dispose() {
        InprocLink met;
        synchronized (this) {
            disposed = true;
            met = link;
        }
        transport.forget(this);
        if (met != null) {
            met.giveUp();
        }
    }
}
