package io.reactivezmq.internal.type;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.receive.DelegatingReceiver;
import io.reactivezmq.internal.receive.Receiver;
import io.reactivezmq.internal.send.DelegatingSender;
import io.reactivezmq.internal.send.SendScheduler;

/** The methods of sockets that send and receive. */
public abstract class DefaultDuplexSocket<S extends ZmqSocket<S>, P extends ReceivingPattern & Outlet>
        extends DefaultZmqSocket<S> implements DelegatingSender, DelegatingReceiver {

    private final DuplexParts<P> parts;

    DefaultDuplexSocket(DuplexParts<P> parts) {
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

    @Override
    public final Receiver receiver() {
        return parts.receiver;
    }
}
