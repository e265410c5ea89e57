package io.reactivezmq.internal.socket;

import io.reactivezmq.XSubSocket;
import io.reactivezmq.internal.pattern.XSubPattern;
import reactor.core.publisher.Mono;

/** An XSUB socket. */
final class DefaultXSubSocket extends DefaultZmqSocket<XSubSocket>
        implements XSubSocket, DelegatingSender, DelegatingReceiver {

    private final Receiver receiver;
    private final XSubPattern pattern;
    private final SendScheduler senders;
    private final SubscriptionCalls subscriptions;

    DefaultXSubSocket(SocketBase core) {
        super(core);
        receiver = Sockets.receiver(core);
        pattern = Sockets.receiving(
                core,
                receiver,
                new XSubPattern(receiver, core.settings().pattern().verboseUnsubscribe()));
        subscriptions = new SubscriptionCalls(core.loop(), pattern::subscribe, pattern::unsubscribe);
        senders = Sockets.senders(core, room -> pattern);
    }

    @Override
    public SendScheduler senders() {
        return senders;
    }

    @Override
    public Receiver receiver() {
        return receiver;
    }

    @Override
    public XSubSocket subscribe(byte[] prefix) {
        core.ensureOpen();
        subscriptions.add(prefix.clone());
        return this;
    }

    @Override
    public XSubSocket unsubscribe(byte[] prefix) {
        core.ensureOpen();
        subscriptions.remove(prefix.clone());
        return this;
    }

    @Override
    public Mono<Integer> topicCount() {
        return core.call(() -> pattern.topicCount());
    }
}
