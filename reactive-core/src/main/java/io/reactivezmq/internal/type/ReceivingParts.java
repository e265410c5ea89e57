package io.reactivezmq.internal.type;

import io.reactivezmq.SocketType;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.receive.Receiver;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.socket.SocketScope;
import java.util.function.Function;

/** A socket that receives, and its receiver. */
final class ReceivingParts<P extends ReceivingPattern> {

    final Receiver receiver;
    final SocketCore<P> core;

    ReceivingParts(SocketPlan plan, Function<FairQueue, P> patterns) {
        receiver = receiver(plan.scope());
        core = new SocketCore<>(plan, patterns.apply(receiver.queue()));
    }

    /** Creates the receiver of a socket, with the queue for its pattern. */
    static Receiver receiver(SocketScope scope) {
        Receiver receiver = new Receiver(
                scope.loop(),
                scope.name(),
                scope.settings().queues().receiveHighWaterMark(),
                scope.recorder()::dropped);
        scope.onClose(reason -> scope.recorder().dropped(DropReason.UNDELIVERED, receiver.close(reason)));
        scope.recorder().alsoQueued(receiver::kept);
        if (scope.type() != SocketType.XPUB) {
            // A publisher that drains does not wait until its subscription notifications are received.
            scope.work()
                    .received(
                            () -> receiver.queue().queued() + receiver.kept(),
                            () -> scope.recorder()
                                    .dropped(DropReason.UNDELIVERED, receiver.close(scope.closedException())));
        }
        return receiver;
    }
}
