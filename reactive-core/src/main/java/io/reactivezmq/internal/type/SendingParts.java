package io.reactivezmq.internal.type;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.internal.send.SendScheduler;
import io.reactivezmq.internal.socket.SocketScope;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A socket that sends, and its senders. */
final class SendingParts<P extends Pattern & Outlet> {

    final SocketCore<P> core;
    final SendScheduler senders;

    SendingParts(SocketPlan plan, Function<RoomListener, P> patterns) {
        core = new SocketCore<>(plan, patterns.apply(this::roomAvailable));
        senders = senders(core, core.pattern());
    }

    private void roomAvailable() {
        senders.roomAvailable();
    }

    /** Creates the senders into the outlet of a socket. */
    static SendScheduler senders(SocketCore<?> core, Outlet outlet) {
        SocketScope scope = core.scope();
        SendScheduler senders = new SendScheduler(
                scope.loop(), outlet, scope.name(), scope.settings().queues().maxPendingSends(), new WholeSocket(core));
        scope.onClose(reason -> scope.recorder().dropped(DropReason.LINGER_EXPIRED, senders.close(reason)));
        scope.recorder().alsoToSend(senders::queued);
        // Some patterns have room without any peer.
        senders.roomAvailable();
        return senders;
    }

    private record WholeSocket(SocketCore<?> core) implements SendScheduler.Host {

        @Override
        public Mono<Void> flush(BooleanSupplier placed) {
            return core.peers().flush(placed);
        }

        @Override
        public void liftMark() {
            core.peers().liftSendMark();
        }

        @Override
        public void dropped(DropReason reason, long messages) {
            core.scope().recorder().dropped(reason, messages);
        }
    }
}
