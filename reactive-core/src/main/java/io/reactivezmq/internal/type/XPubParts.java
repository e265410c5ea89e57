package io.reactivezmq.internal.type;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.XPubPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.internal.socket.CountWaiters;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.spi.Control;

/** An XPUB, with the callers that wait for subscribers and the observers of subscriptions. */
final class XPubParts implements PipeOwner {

    final CountWaiters waiters;
    final SubscriptionObservers observers;
    final DuplexParts<XPubPattern> duplex;

    public XPubParts(SocketPlan plan) {
        SocketScope scope = plan.scope();
        waiters = new CountWaiters(scope.loop(), () -> pattern().subscriberCount());
        scope.onClose(waiters::close);
        observers = new SubscriptionObservers(scope, waiters, this::pattern);
        duplex = new DuplexParts<>(
                plan,
                (sink, room) -> new XPubPattern(
                        scope.settings(), sink, room, scope.loop(), scope.slicedWork(), this, observers));
    }

    private XPubPattern pattern() {
        return duplex.core.pattern();
    }

    // The pipe of notifications, which belongs to no endpoint.

    private PipeOwner peers() {
        return duplex.core.peers();
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        peers().received(pipe, message);
    }

    @Override
    public void received(Pipe pipe, Control control) {
        peers().received(pipe, control);
    }

    @Override
    public void readComplete() {
        peers().readComplete();
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        peers().roomFreed(pipe, messages);
    }

    @Override
    public void dropped(Pipe pipe, DropReason reason, long total) {
        peers().dropped(pipe, reason, total);
    }

    @Override
    public void droppedLate(Pipe pipe, DropReason reason, long messages) {
        peers().droppedLate(pipe, reason, messages);
    }

    @Override
    public void undelivered(Pipe pipe, long messages) {
        peers().undelivered(pipe, messages);
    }

    @Override
    public void linkLost(Pipe pipe, ZmqException cause) {
        peers().linkLost(pipe, cause);
    }
}
