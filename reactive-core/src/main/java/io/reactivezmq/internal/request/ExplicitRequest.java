package io.reactivezmq.internal.request;

import io.reactivezmq.RepRequest;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.Mailbox;
import io.reactivezmq.internal.pattern.reqrep.IncomingRequest;
import io.reactivezmq.internal.pattern.reqrep.OpenRequest;
import io.reactivezmq.internal.pattern.reqrep.RepPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A request that the application answers when it likes. The socket refers to the request only while a subscriber waits
 * for its end, so a request that the application forgets costs no memory.
 */
final class ExplicitRequest extends OpenRequest implements RepRequest {

    private static final AtomicIntegerFieldUpdater<ExplicitRequest> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(ExplicitRequest.class, "ended");

    private final HomeLoop loop;
    private final IncomingRequest query;
    private final Mailbox<? super ExplicitRequest> toLoop;

    /** Set by the first call of {@link #reply} or {@link #decline}. */
    private volatile int ended;

    /** Set before the request goes to the loop; null if it was declined. */
    private @Nullable ZmqMessage answer;

    /** The subscribers that wait for the end. Used on the loop only. */
    private final List<MonoSink<Void>> waiting = new ArrayList<>(0);

    /** Creates a request. Called on the loop. */
    ExplicitRequest(HomeLoop loop, IncomingRequest query, Mailbox<? super ExplicitRequest> toLoop) {
        this.loop = loop;
        this.query = query;
        this.toLoop = toLoop;
        query.asker().opened();
    }

    // On any thread.

    @Override
    public ZmqMessage message() {
        return query.body();
    }

    @Override
    public void reply(ZmqMessage message) {
        Objects.requireNonNull(message, "message");
        if (ENDED.compareAndSet(this, 0, 1)) {
            answer = message;
            toLoop.put(this);
        }
    }

    @Override
    public void decline() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            toLoop.put(this);
        }
    }

    @Override
    public boolean isOpen() {
        return ended == 0 && !query.asker().isGone();
    }

    @Override
    public Mono<Void> onEnd() {
        return loop.mono(this::awaitEnd);
    }

    // On the loop.

    private Runnable awaitEnd(MonoSink<Void> subscriber) {
        if (!isOpen()) {
            subscriber.success();
            return () -> {};
        }
        if (waiting.isEmpty()) {
            query.asker().watch(this);
        }
        waiting.add(subscriber);
        return () -> forget(subscriber);
    }

    private void forget(MonoSink<Void> subscriber) {
        if (waiting.remove(subscriber) && waiting.isEmpty()) {
            query.asker().unwatch(this);
        }
    }

    /** Ends a request that was answered or declined. */
    void end() {
        query.asker().unwatch(this);
        ZmqMessage message = answer;
        if (message != null) {
            RepPattern.reply(query, message);
        }
        query.asker().closed();
        tellEnd();
    }

    @Override
    protected void askerGone() {
        tellEnd();
    }

    private void tellEnd() {
        List<MonoSink<Void>> subscribers = List.copyOf(waiting);
        waiting.clear();
        subscribers.forEach(MonoSink::success);
    }
}
