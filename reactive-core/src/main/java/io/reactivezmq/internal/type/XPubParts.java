package io.reactivezmq.internal.type;

import io.reactivezmq.internal.pattern.pubsub.XPubPattern;
import io.reactivezmq.internal.socket.CountWaiters;
import io.reactivezmq.internal.socket.SocketScope;

/** An XPUB, with the callers that wait for subscribers and the observers of subscriptions. */
final class XPubParts {

    final CountWaiters waiters;
    final SubscriptionObservers observers;
    final DuplexParts<XPubPattern> duplex;

    XPubParts(SocketPlan plan) {
        SocketScope scope = plan.scope();
        waiters = new CountWaiters(scope.loop(), () -> pattern().subscriberCount());
        scope.onClose(waiters::close);
        observers = new SubscriptionObservers(scope, waiters, this::pattern);
        duplex = new DuplexParts<>(
                plan,
                (inbound, room) ->
                        new XPubPattern(scope.settings(), inbound, room, scope.loop(), scope.slicedWork(), observers));
    }

    private XPubPattern pattern() {
        return duplex.core.pattern();
    }
}
