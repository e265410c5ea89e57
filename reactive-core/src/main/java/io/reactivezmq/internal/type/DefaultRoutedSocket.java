package io.reactivezmq.internal.type;

import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pattern.routed.PeerTable;
import io.reactivezmq.internal.receive.DelegatingReceiver;
import io.reactivezmq.internal.receive.Receiver;
import io.reactivezmq.internal.send.DelegatingSender;
import io.reactivezmq.internal.send.SendScheduler;

/** The methods of sockets that address peers by routing id: one sender for all peers, and senders to single peers. */
public abstract class DefaultRoutedSocket<S extends ZmqSocket<S>, P extends ReceivingPattern & PeerTable>
        extends DefaultZmqSocket<S> implements DelegatingSender, DelegatingReceiver {

    private final RoutedParts<P> parts;

    DefaultRoutedSocket(RoutedParts<P> parts) {
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

    public final MessageSender to(RoutingId peer) {
        return parts.to(peer);
    }

    public final S disconnectPeer(RoutingId peer) {
        parts.disconnect(peer);
        return self();
    }
}
