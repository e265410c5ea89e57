package io.reactivezmq.internal.proxy;

import io.reactivezmq.Receiving;
import io.reactivezmq.Sending;
import io.reactivezmq.ZmqMessage;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * One direction of a proxy: what one socket receives, as the source of what another sends. While paused it is not
 * subscribed to the first at all; what was still asked for then is asked for again, so nothing is lost or left over.
 */
final class Relay extends Flux<ZmqMessage> implements Subscription {

    private final Receiving from;
    private final Captures captures;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** All guarded by this: changed a few times in the life of a proxy, and once per message on one thread. */
    private @Nullable CoreSubscriber<? super ZmqMessage> to;

    private @Nullable Leg leg;
    private long demand;

    /** What was on its way at the moment of a pause, beyond what is asked for now. */
    private final ArrayDeque<ZmqMessage> surplus = new ArrayDeque<>(1);

    private boolean paused;
    private boolean ended;

    Relay(Receiving from, Captures captures) {
        this.from = from;
        this.captures = captures;
    }

    long messages() {
        return messages.get();
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
        synchronized (this) {
            to = actual;
            demand = 0;
            ended = false;
            leg = null;
        }
        actual.onSubscribe(this);
        if (!paused) {
            connect();
        }
    }

    private void connect() {
        Leg next;
        synchronized (this) {
            if (leg != null || ended || to == null) {
                return;
            }
            next = new Leg();
            leg = next;
        }
        from.receive().subscribe(next);
    }

    void pause() {
        Leg last;
        synchronized (this) {
            paused = true;
            last = leg;
            leg = null;
        }
        if (last != null) {
            last.stop();
        }
    }

    void resume() {
        synchronized (this) {
            paused = false;
        }
        connect();
    }

    @Override
    public void request(long count) {
        Leg now;
        ZmqMessage late;
        synchronized (this) {
            demand = Operators.addCap(demand, count);
            now = leg;
            late = surplus.poll();
        }
        if (late != null) {
            // Nothing else can come meanwhile: there was no demand before this.
            forward(late);
        }
        if (now != null) {
            now.request(count);
        }
    }

    private void forward(ZmqMessage message) {
        CoreSubscriber<? super ZmqMessage> target;
        synchronized (this) {
            if (demand == 0) {
                surplus.add(message);
                return;
            }
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            target = to;
        }
        messages.lazySet(messages.get() + 1);
        bytes.lazySet(bytes.get() + message.size());
        captures.copy(message);
        if (target != null) {
            target.onNext(message);
        }
    }

    @Override
    public void cancel() {
        Leg last;
        synchronized (this) {
            ended = true;
            last = leg;
            leg = null;
        }
        if (last != null) {
            last.stop();
        }
    }

    /** Ends it as if the source had ended. */
    void complete() {
        Subscriber<? super ZmqMessage> target;
        synchronized (this) {
            if (ended) {
                return;
            }
            target = to;
        }
        cancel();
        if (target != null) {
            target.onComplete();
        }
    }

    /** One subscription to the receiving socket, from a start or resumption to the next pause. */
    private final class Leg implements CoreSubscriber<ZmqMessage> {

        private volatile @Nullable Subscription subscription;

        @Override
        public void onSubscribe(Subscription upstream) {
            long open;
            synchronized (Relay.this) {
                subscription = upstream;
                open = leg == this ? demand : 0;
            }
            if (open > 0) {
                upstream.request(open);
            }
        }

        void request(long count) {
            Subscription upstream = subscription;
            if (upstream != null) {
                upstream.request(count);
            }
        }

        void stop() {
            Subscription upstream = subscription;
            if (upstream != null) {
                upstream.cancel();
            }
        }

        @Override
        public void onNext(ZmqMessage message) {
            forward(message);
        }

        @Override
        public void onError(Throwable cause) {
            CoreSubscriber<? super ZmqMessage> target = to;
            if (target != null) {
                target.onError(cause);
            }
        }

        @Override
        public void onComplete() {
            complete();
        }
    }

    /** Where copies go. */
    interface Captures {

        void copy(ZmqMessage message);
    }

    /** What this relay feeds. */
    Mono<Void> into(Sending target) {
        return target.send(this);
    }
}
