package io.reactivezmq.internal.socket;

import io.reactivezmq.SocketListener;
import java.util.function.Consumer;
import reactor.core.Disposable;

/** A listener of a context, until it is removed. May be used on any thread. */
public final class ListenerRegistration implements Disposable {

    final SocketListener listener;
    private final Consumer<ListenerRegistration> removal;
    private volatile boolean disposed;

    /**
     * Creates a registration.
     *
     * @param removal removes it from the context and its sockets
     */
    public ListenerRegistration(SocketListener listener, Consumer<ListenerRegistration> removal) {
        this.listener = listener;
        this.removal = removal;
    }

    @Override
    public void dispose() {
        if (!disposed) {
            disposed = true;
            removal.accept(this);
        }
    }

    @Override
    public boolean isDisposed() {
        return disposed;
    }
}
