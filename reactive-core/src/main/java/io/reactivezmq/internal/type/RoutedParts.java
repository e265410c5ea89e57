package io.reactivezmq.internal.type;

import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pattern.routed.PeerHost;
import io.reactivezmq.internal.pattern.routed.PeerTable;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.receive.Receiver;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.send.PeerSenders;
import io.reactivezmq.internal.send.SendScheduler;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** A socket that addresses peers by routing id, with its receiver, its senders, and the senders to single peers. */
final class RoutedParts<P extends ReceivingPattern & PeerTable> implements PeerSenders.Connections {

    final Receiver receiver;
    final SocketCore<P> core;
    final SendScheduler senders;
    private final PeerSenders<P> peers;

    /** Makes a pattern. */
    @FunctionalInterface
    interface Maker<P> {

        /**
         * Returns the pattern of a socket.
         *
         * @param disconnect closes the connection to the peer of a pipe; not to be called here
         */
        P make(FairQueue inbound, PeerHost host, Consumer<Pipe> disconnect);
    }

    RoutedParts(SocketPlan plan, Maker<P> patterns) {
        receiver = ReceivingParts.receiver(plan.scope());
        peers = new PeerSenders<>(plan.scope(), this, host -> patterns.make(receiver.queue(), host, this::disconnect));
        core = new SocketCore<>(plan, peers.pattern());
        senders = SendingParts.senders(core, core.pattern());
        plan.scope().onClose(peers::close);
        plan.scope().work().sending(senders::active);
        plan.scope().work().sending(peers::active);
    }

    /** Returns a sender to one peer. */
    MessageSender to(RoutingId peer) {
        return peers.to(peer);
    }

    /** Closes the connection to one peer. May be called on any thread. */
    void disconnect(RoutingId peer) {
        peers.disconnect(peer);
    }

    @Override
    public Mono<Void> flush(Pipe pipe, BooleanSupplier placed) {
        return core.peers().flush(pipe, placed);
    }

    @Override
    public void disconnect(Pipe pipe) {
        core.endpoints().disconnect(pipe);
    }

    @Override
    public boolean isAssigned(RoutingId peer) {
        return core.endpoints().isAssigned(peer);
    }

    @Override
    public void catchUp() {
        core.endpoints().catchUp();
    }
}
