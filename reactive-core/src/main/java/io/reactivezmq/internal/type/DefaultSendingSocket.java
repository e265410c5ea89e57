package io.reactivezmq.internal.type;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.send.DelegatingSender;
import io.reactivezmq.internal.send.SendScheduler;

/** The methods of sockets that only send. */
public abstract class DefaultSendingSocket<S extends ZmqSocket<S>, P extends Pattern & Outlet>
        extends DefaultZmqSocket<S> implements DelegatingSender {

    private final SendingParts<P> parts;

    DefaultSendingSocket(SendingParts<P> parts) {
        super(parts.core);
        this.parts = parts;
    }

    final P pattern() {
        return parts.core.pattern();
    }

    @Override
    public final SendScheduler senders() {
        return parts.senders;
    }
}
