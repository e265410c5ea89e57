package io.reactivezmq.sim;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** A subscriber that checks the rules of Reactive Streams, and that no value comes after it has canceled. */
abstract class CheckedSubscriber<T> implements CoreSubscriber<T> {

    final World world;
    private final String id;
    private @Nullable Subscription subscription;
    private long demand;
    private boolean signaling;
    private boolean canceled;
    private boolean over;

    /**
     * Creates a subscriber.
     *
     * @param demand what it requests at its subscription
     */
    CheckedSubscriber(World world, String id, long demand) {
        this.world = world;
        this.id = id;
        this.demand = demand;
    }

    /** Handles a value. May request, cancel, and throw. */
    abstract void next(T value);

    /** Handles the end, by an error or, for null, by completion. Is not called after a cancel. */
    abstract void end(@Nullable Throwable failure);

    final void request(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        Objects.requireNonNull(subscription).request(more);
    }

    final void cancel() {
        if (!canceled) {
            canceled = true;
            Objects.requireNonNull(subscription).cancel();
        }
    }

    final boolean isActive() {
        return !canceled && !over;
    }

    final boolean hasDemand() {
        return demand > 0;
    }

    @Override
    public final void onSubscribe(Subscription given) {
        if (subscription != null) {
            world.fail(Promise.SIGNALS, id + " gets a second subscription");
        }
        subscription = given;
        if (demand > 0) {
            given.request(demand);
        }
    }

    @Override
    public final void onNext(T value) {
        enter("onNext");
        if (canceled) {
            // Allowed by Reactive Streams, but a receiver that has canceled would lose the message.
            world.fail(Promise.SIGNALS, id + " gets " + value + " after it has canceled");
        }
        if (demand != Long.MAX_VALUE && demand-- <= 0) {
            world.fail(Promise.SIGNALS, id + " gets " + value + " without demand");
        }
        try {
            next(value);
        } finally {
            signaling = false;
        }
    }

    @Override
    public final void onError(Throwable failure) {
        enter("onError");
        end0(failure);
    }

    @Override
    public final void onComplete() {
        enter("onComplete");
        end0(null);
    }

    private void end0(@Nullable Throwable failure) {
        over = true;
        signaling = false;
        if (!canceled) {
            end(failure);
        }
    }

    private void enter(String signal) {
        world.called();
        if (subscription == null) {
            world.fail(Promise.SIGNALS, id + " gets " + signal + " before its subscription");
        }
        if (signaling) {
            world.fail(Promise.SIGNALS, id + " gets " + signal + " inside another signal");
        }
        if (over) {
            world.fail(Promise.SIGNALS, id + " gets " + signal + " after the end");
        }
        signaling = true;
    }
}
