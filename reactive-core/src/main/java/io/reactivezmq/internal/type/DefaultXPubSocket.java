package io.reactivezmq.internal.type;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.internal.pattern.pubsub.XPubPattern;
import io.reactivezmq.internal.signal.GuardedFlux;
import io.reactivezmq.internal.socket.CountWaiters;
import io.reactivezmq.options.value.SubscriptionNotifications;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An XPUB socket. */
public final class DefaultXPubSocket extends DefaultDuplexSocket<XPubSocket, XPubPattern> implements XPubSocket {

    private final CountWaiters waiters;
    private final SubscriptionObservers observers;

    public DefaultXPubSocket(SocketPlan plan) {
        this(new XPubParts(plan));
    }

    private DefaultXPubSocket(XPubParts parts) {
        super(parts.duplex);
        this.waiters = parts.waiters;
        this.observers = parts.observers;
    }

    @Override
    public XPubSocket notifications(SubscriptionNotifications which) {
        Objects.requireNonNull(which, "which");
        pattern().notifications(which);
        return this;
    }

    @Override
    public Mono<Void> awaitSubscribers(int count) {
        return waiters.await(count);
    }

    @Override
    public Mono<Integer> topicCount() {
        return core.scope().callBehindWork(() -> pattern().topicCount());
    }

    @Override
    public Flux<SubscriptionNotification> subscriptions() {
        return GuardedFlux.of(observers, "subscriptions");
    }
}
