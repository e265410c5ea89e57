package io.reactivezmq.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * A subscriber that asks for what the test tells it to, and keeps what comes. It fails when it gets more than it asked
 * for, two signals at once, one inside another, or one after the end.
 *
 * @param <T> what comes
 */
public final class Received<T> implements CoreSubscriber<T> {

    private final List<T> values = new ArrayList<>();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicBoolean signalling = new AtomicBoolean();
    private volatile @Nullable Subscription subscription;
    private @Nullable BiConsumer<Received<T>, T> reaction;
    private @Nullable Throwable error;
    private boolean completed;
    private @Nullable String violation;

    private Received() {}

    /** Of this publisher, asked for so many to begin with. */
    public static <T> Received<T> of(Publisher<T> publisher, long demand) {
        Received<T> received = new Received<>();
        received.wanted.set(demand);
        publisher.subscribe(received);
        return received;
    }

    /** Of this publisher, with something to do on each value, where it comes. */
    public static <T> Received<T> of(Publisher<T> publisher, long demand, BiConsumer<Received<T>, T> reaction) {
        Received<T> received = new Received<>();
        received.reaction = reaction;
        received.wanted.set(demand);
        publisher.subscribe(received);
        return received;
    }

    private void enter(String signal) {
        if (!signalling.compareAndSet(false, true)) {
            violated(signal + " during another signal");
        }
        if (completed || error != null) {
            violated(signal + " after the end");
        }
    }

    private synchronized void violated(String what) {
        violation = what;
        notifyAll();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        long demand = wanted.get();
        if (demand > 0) {
            given.request(demand);
        }
    }

    @Override
    public void onNext(T value) {
        enter("onNext");
        if (wanted.get() != Long.MAX_VALUE && wanted.decrementAndGet() < 0) {
            violated("onNext without demand");
        }
        synchronized (this) {
            values.add(value);
            notifyAll();
        }
        BiConsumer<Received<T>, T> action = reaction;
        if (action != null) {
            action.accept(this, value);
        }
        signalling.set(false);
    }

    @Override
    public void onError(Throwable cause) {
        enter("onError");
        synchronized (this) {
            error = cause;
            notifyAll();
        }
        signalling.set(false);
    }

    @Override
    public void onComplete() {
        enter("onComplete");
        synchronized (this) {
            completed = true;
            notifyAll();
        }
        signalling.set(false);
    }

    private void check() {
        assertThat(violation).as("Reactive Streams rule").isNull();
    }

    /** Asks for more. */
    public Received<T> request(long more) {
        wanted.accumulateAndGet(more, (now, n) -> now + n < 0 || n == Long.MAX_VALUE ? Long.MAX_VALUE : now + n);
        Objects.requireNonNull(subscription).request(more);
        return this;
    }

    /** Cancels. */
    public void cancel() {
        Objects.requireNonNull(subscription).cancel();
    }

    /** What came. */
    public synchronized List<T> values() {
        check();
        return List.copyOf(values);
    }

    /** How many came. */
    public synchronized int count() {
        check();
        return values.size();
    }

    /** The last frames of what came. */
    public List<String> texts() {
        return values().stream().map(value -> ((ZmqMessage) value).text()).toList();
    }

    /** What it failed with, or null. */
    public synchronized @Nullable Throwable error() {
        check();
        return error;
    }

    /** Whether it completed. */
    public synchronized boolean isCompleted() {
        check();
        return completed;
    }

    /** Whether no end has come. */
    public synchronized boolean isOpen() {
        check();
        return !completed && error == null;
    }

    /** Waits until so many have come. */
    public Received<T> await(int count) {
        return await(() -> values.size() >= count, count + " values");
    }

    /** Waits for the end. */
    public Received<T> awaitEnd() {
        return await(() -> completed || error != null, "an end");
    }

    private synchronized Received<T> await(java.util.function.BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            check();
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("waited for " + what + " in vain: " + values.size() + " values, completed "
                        + completed + ", error " + error);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        check();
        return this;
    }
}
