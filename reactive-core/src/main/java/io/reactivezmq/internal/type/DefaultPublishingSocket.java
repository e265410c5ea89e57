package io.reactivezmq.internal.type;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.socket.CountWaiters;
import reactor.core.publisher.Mono;

/** The methods of sockets that publish and receive nothing. */
public abstract class DefaultPublishingSocket<S extends ZmqSocket<S>, P extends Pattern & Outlet>
        extends DefaultSendingSocket<S, P> {

    private final CountWaiters waiters;

    DefaultPublishingSocket(PublishingParts<P> parts) {
        super(parts.sending);
        this.waiters = parts.waiters;
    }

    /** Waits for this number of peers with a subscription. */
    final Mono<Void> awaitPublishedTo(int count) {
        return waiters.await(count);
    }
}
