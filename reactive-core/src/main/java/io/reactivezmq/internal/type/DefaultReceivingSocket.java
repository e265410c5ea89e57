package io.reactivezmq.internal.type;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.receive.DelegatingReceiver;
import io.reactivezmq.internal.receive.Receiver;

/** The methods of sockets that only receive. */
public abstract class DefaultReceivingSocket<S extends ZmqSocket<S>, P extends ReceivingPattern>
        extends DefaultZmqSocket<S> implements DelegatingReceiver {

    private final ReceivingParts<P> parts;

    DefaultReceivingSocket(ReceivingParts<P> parts) {
        super(parts.core);
        this.parts = parts;
    }

    final P pattern() {
        return parts.core.pattern();
    }

    @Override
    public final Receiver receiver() {
        return parts.receiver;
    }
}
