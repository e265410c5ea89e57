package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.pattern.Query;
import io.reactivezmq.internal.pattern.RepPattern;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Exceptions;
import reactor.core.publisher.BaseSubscriber;

/** One subscription to {@code serve}: so many requests at a time in the user's handler. On the loop. */
final class RepServer implements QueryTaker, Subscription {

    private static final ZmqMessage NOTHING = ZmqMessage.wrap(new byte[0]);

    private final SocketCore socket;
    private final QueryDispatch dispatch;
    private final Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler;
    private final CoreSubscriber<? super Void> actual;
    private final Disposable.Composite answers = Disposables.composite();
    private volatile boolean cancelled;
    private int places;

    RepServer(
            SocketCore socket,
            QueryDispatch dispatch,
            Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
            int concurrency,
            CoreSubscriber<? super Void> actual) {
        this.socket = socket;
        this.dispatch = dispatch;
        this.handler = handler;
        this.places = concurrency;
        this.actual = actual;
    }

    /** Any thread. */
    void start() {
        actual.onSubscribe(this);
        socket.onLoop(() -> {
            if (!cancelled) {
                dispatch.add(this);
            }
        });
    }

    @Override
    public boolean hasPlace() {
        return places > 0 && !cancelled;
    }

    @Override
    public void take(Query query) {
        places--;
        Answer answer = new Answer(query);
        try {
            Objects.requireNonNull(handler.apply(query.body()), "the handler returned null")
                    .subscribe(answer);
        } catch (Throwable failure) {
            Exceptions.throwIfJvmFatal(failure);
            answer.end(null, failure);
        }
    }

    @Override
    public void complete() {
        answers.dispose();
        Signals.complete(actual);
    }

    @Override
    public void request(long messages) {}

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            socket.onLoop(() -> {
                dispatch.remove(this);
                answers.dispose();
            });
        }
    }

    /** The answer to one request, on its way. Signalled on any thread, sent on the loop. */
    private final class Answer extends BaseSubscriber<ZmqMessage> {

        private final Query query;
        private boolean ended;

        Answer(Query query) {
            this.query = query;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            socket.onLoop(() -> {
                if (!ended) {
                    answers.add(this);
                }
            });
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        protected void hookOnNext(ZmqMessage answer) {
            cancel();
            finish(answer, null);
        }

        @Override
        protected void hookOnComplete() {
            finish(NOTHING, null);
        }

        @Override
        protected void hookOnError(Throwable cause) {
            finish(null, cause);
        }

        private void finish(@Nullable ZmqMessage answer, @Nullable Throwable cause) {
            socket.onLoop(() -> end(answer, cause));
        }

        void end(@Nullable ZmqMessage answer, @Nullable Throwable cause) {
            if (ended) {
                return;
            }
            ended = true;
            answers.remove(this);
            places++;
            if (answer != null) {
                RepPattern.reply(query, answer);
            } else if (cause != null) {
                socket.tell(new SocketEvent.RequestFailed(
                        query.asker().endpoint().uri(),
                        Objects.requireNonNull(query.body().peer()),
                        cause));
            }
            dispatch.drain();
        }
    }
}
