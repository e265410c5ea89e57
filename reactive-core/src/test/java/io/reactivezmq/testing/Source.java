package io.reactivezmq.testing;

import io.reactivezmq.ZmqMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A publisher that only counts what it is asked for: the test emits, by the rules or against them. For one subscriber
 * at a time.
 */
public final class Source implements Publisher<ZmqMessage>, Subscription {

    private final String name;
    private @Nullable Subscriber<? super ZmqMessage> subscriber;
    private volatile long requested;
    private volatile boolean cancelled;
    private long emitted;
    private boolean eager;
    private boolean emitting;

    private Source(String name) {
        this.name = name;
    }

    /** Its messages are {@code name-1}, {@code name-2} and so on. */
    public static Source named(String name) {
        return new Source(name);
    }

    /** From now on it emits what it is asked for at once, inside the request. */
    public Source eager() {
        eager = true;
        return this;
    }

    @Override
    public void subscribe(Subscriber<? super ZmqMessage> actual) {
        subscriber = actual;
        actual.onSubscribe(this);
    }

    @Override
    public void request(long messages) {
        requested += messages;
        if (eager && !emitting) {
            emitting = true;
            while (emitted < requested && !cancelled) {
                emit();
            }
            emitting = false;
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    private Subscriber<? super ZmqMessage> subscriber() {
        return Objects.requireNonNull(subscriber, "there is no subscriber");
    }

    private void emit() {
        subscriber().onNext(ZmqMessage.of(name + "-" + ++emitted));
    }

    /** Emits so many, whether asked for or not. */
    public Source emit(int messages) {
        for (int i = 0; i < messages; i++) {
            emit();
        }
        return this;
    }

    /** Emits this. */
    public Source emit(@Nullable ZmqMessage message) {
        emitted++;
        subscriber().onNext(message);
        return this;
    }

    /** Emits what it was asked for and has not emitted. */
    public Source emitAll() {
        return emit((int) outstanding());
    }

    /** Completes. */
    public void complete() {
        subscriber().onComplete();
    }

    /** Fails. */
    public void fail(Throwable cause) {
        subscriber().onError(cause);
    }

    /** All it was ever asked for. */
    public long requested() {
        return requested;
    }

    /** What it was asked for and has not emitted. */
    public long outstanding() {
        return requested - emitted;
    }

    /** How many it has emitted. */
    public long emitted() {
        return emitted;
    }

    /** Whether it was canceled. */
    public boolean isCancelled() {
        return cancelled;
    }
}
