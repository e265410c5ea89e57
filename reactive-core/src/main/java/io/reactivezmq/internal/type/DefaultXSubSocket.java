package io.reactivezmq.internal.type;

import io.reactivezmq.XSubSocket;
import io.reactivezmq.internal.pattern.pubsub.XSubPattern;
import reactor.core.publisher.Mono;

/** An XSUB socket. */
public final class DefaultXSubSocket extends DefaultDuplexSocket<XSubSocket, XSubPattern> implements XSubSocket {

    private final SubscriptionCalls subscriptions;

    public DefaultXSubSocket(SocketPlan plan) {
        super(new DuplexParts<>(
                plan,
                (inbound, room) -> new XSubPattern(
                        inbound, plan.scope().settings().pattern().subscribe().verboseUnsubscribe())));
        subscriptions = new SubscriptionCalls(plan.scope(), pattern()::subscribe, pattern()::unsubscribe);
    }

    @Override
    public XSubSocket subscribe(byte[] prefix) {
        subscriptions.add(prefix.clone());
        return this;
    }

    @Override
    public XSubSocket unsubscribe(byte[] prefix) {
        subscriptions.remove(prefix.clone());
        return this;
    }

    @Override
    public Mono<Integer> topicCount() {
        return core.scope().call(() -> pattern().topicCount());
    }
}
