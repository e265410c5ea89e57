package io.reactivezmq.internal.type;

import io.reactivezmq.SubSocket;
import io.reactivezmq.internal.pattern.pubsub.SubPattern;
import reactor.core.publisher.Mono;

/** A SUB socket. */
public final class DefaultSubSocket extends DefaultReceivingSocket<SubSocket, SubPattern> implements SubSocket {

    private final SubscriptionCalls subscriptions;

    public DefaultSubSocket(SocketPlan plan) {
        super(new ReceivingParts<>(
                plan,
                inbound -> new SubPattern(
                        inbound, plan.scope().settings().pattern().subscribe().invertMatching())));
        subscriptions = new SubscriptionCalls(plan.scope(), pattern()::subscribe, pattern()::unsubscribe);
    }

    @Override
    public SubSocket subscribe(byte[] prefix) {
        subscriptions.add(prefix.clone());
        return this;
    }

    @Override
    public SubSocket unsubscribe(byte[] prefix) {
        subscriptions.remove(prefix.clone());
        return this;
    }

    @Override
    public Mono<Integer> topicCount() {
        return core.scope().call(() -> pattern().topicCount());
    }
}
