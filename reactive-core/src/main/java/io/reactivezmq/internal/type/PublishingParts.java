package io.reactivezmq.internal.type;

import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.internal.socket.CountWaiters;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/** A socket that publishes, with its senders and the callers that wait for subscribers. */
final class PublishingParts<P extends Pattern & Outlet> {

    final SendingParts<P> sending;
    final CountWaiters waiters;
    private final ToIntFunction<? super P> count;

    /**
     * Creates the parts.
     *
     * @param patterns makes a pattern that reports room, and each time when a peer may have got its first subscription
     *     or lost its last
     * @param count returns the number of peers with a subscription
     */
    PublishingParts(SocketPlan plan, BiFunction<RoomListener, Runnable, P> patterns, ToIntFunction<? super P> count) {
        this.count = count;
        this.waiters = new CountWaiters(plan.scope().loop(), this::count);
        plan.scope().onClose(waiters::close);
        this.sending = new SendingParts<>(plan, room -> patterns.apply(room, waiters::changed));
    }

    private int count() {
        return count.applyAsInt(sending.core.pattern());
    }
}
