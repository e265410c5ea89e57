package io.reactivezmq.internal.type;

import io.reactivezmq.SocketType;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.receive.Receiver;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.internal.send.SendScheduler;
import java.util.function.BiFunction;

/** A socket that sends and receives, with its senders and its receiver. */
final class DuplexParts<P extends ReceivingPattern & Outlet> {

    final Receiver receiver;
    final SocketCore<P> core;
    final SendScheduler senders;

    DuplexParts(SocketPlan plan, BiFunction<FairQueue, RoomListener, P> patterns) {
        receiver = ReceivingParts.receiver(plan.scope());
        core = new SocketCore<>(plan, patterns.apply(receiver.queue(), this::roomAvailable));
        senders = SendingParts.senders(core, core.pattern());
        SocketType type = plan.scope().type();
        if (type != SocketType.XPUB && type != SocketType.XSUB) {
            // What these send does not answer what they receive.
            plan.scope().work().sending(senders::active);
        }
    }

    private void roomAvailable() {
        senders.roomAvailable();
    }
}
