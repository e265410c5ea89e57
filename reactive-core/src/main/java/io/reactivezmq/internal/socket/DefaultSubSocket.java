package io.reactivezmq.internal.socket;

import io.reactivezmq.SubSocket;
import io.reactivezmq.internal.pattern.SubPattern;
import reactor.core.publisher.Mono;

/** A SUB socket. */
final class DefaultSubSocket extends DefaultReceivingSocket<SubSocket, SubPattern> implements SubSocket {

    private final SubscriptionCalls subscriptions;

    DefaultSubSocket(SocketPlan plan) {
        super(new ReceivingParts<>(
                plan,
                sink -> new SubPattern(sink, plan.scope().settings().pattern().invertMatching())));
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
