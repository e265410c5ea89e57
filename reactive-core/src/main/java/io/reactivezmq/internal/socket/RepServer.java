package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.pattern.Query;
import io.reactivezmq.internal.pattern.RepPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.Fuseable;
import reactor.core.publisher.Operators;

/** One subscription to {@code serve}: so many requests at a time in the user's handler. On the loop. */
final class RepServer implements QueryTaker, Subscription {

    private static final ZmqMessage NOTHING = ZmqMessage.wrap(new byte[0]);

    private final SocketCore socket;
    private final QueryDispatch dispatch;
    private final Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler;
    private final CoreSubscriber<? super Void> actual;

    /** Those that are being worked on. */
    private final List<Answer> open = new ArrayList<>();

    /** Those that are on their way to the loop. */
    private final Mailbox<Answer> finished;

    private boolean closed;
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
        this.finished = new Mailbox<>(socket, Answer::end);
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
            Publisher<ZmqMessage> source =
                    Objects.requireNonNull(handler.apply(query.body()), "the handler returned null");
            if (source instanceof Fuseable.ScalarCallable<?> known) {
                // What is there already need not be subscribed to.
                ZmqMessage message = (ZmqMessage) known.call();
                answer.finish(message == null ? NOTHING : message, null);
            } else {
                source.subscribe(answer);
            }
        } catch (Throwable failure) {
            Exceptions.throwIfJvmFatal(failure);
            answer.finish(null, failure);
        }
    }

    @Override
    public void complete() {
        close();
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
                close();
            });
        }
    }

    /** Whoever is at work on an answer need not go on. */
    private void close() {
        closed = true;
        List<Answer> abandoned = List.copyOf(open);
        open.clear();
        abandoned.forEach(Answer::abandon);
    }

    private void answered(Query query, ZmqMessage answer) {
        places++;
        RepPattern.reply(query, answer);
        dispatch.drain();
    }

    private void failed(Query query, Throwable cause) {
        places++;
        socket.tell(new SocketEvent.RequestFailed(
                query.asker().endpoint().uri(),
                Objects.requireNonNull(query.body().peer()),
                cause));
        dispatch.drain();
    }

    /** The answer to one request, on its way. Signalled on any thread, sent on the loop. */
    private final class Answer implements CoreSubscriber<ZmqMessage> {

        private final Query query;

        // On the loop.
        private int place = -1;
        private boolean ended;

        // From upstream, one signal at a time.
        private @Nullable Subscription upstream;
        private boolean done;
        private @Nullable ZmqMessage result;
        private @Nullable Throwable failure;

        Answer(Query query) {
            this.query = query;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (!Operators.validate(upstream, subscription)) {
                return;
            }
            upstream = subscription;
            if (socket.loop().inLoop()) {
                open();
            } else {
                socket.onLoop(this::open);
            }
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ZmqMessage answer) {
            if (done) {
                return;
            }
            done = true;
            Objects.requireNonNull(upstream).cancel();
            finish(Objects.requireNonNull(answer), null);
        }

        @Override
        public void onComplete() {
            if (!done) {
                done = true;
                finish(NOTHING, null);
            }
        }

        @Override
        public void onError(Throwable cause) {
            if (done) {
                Signals.dropped(actual, cause);
            } else {
                done = true;
                finish(null, cause);
            }
        }

        void finish(@Nullable ZmqMessage answer, @Nullable Throwable cause) {
            if (answer != null) {
                result = answer;
            } else {
                failure = cause;
            }
            finished.put(this);
        }

        private void open() {
            if (closed) {
                ended = true;
                cancelUpstream();
            } else if (!ended) {
                place = open.size();
                open.add(this);
            }
        }

        private void end() {
            if (ended) {
                return;
            }
            ended = true;
            leave();
            ZmqMessage answer = result;
            if (answer != null) {
                answered(query, answer);
            } else {
                failed(query, Objects.requireNonNull(failure));
            }
        }

        /** The last one takes the place of this. */
        private void leave() {
            if (place >= 0) {
                Answer last = open.remove(open.size() - 1);
                if (last != this) {
                    open.set(place, last);
                    last.place = place;
                }
            }
        }

        void abandon() {
            ended = true;
            cancelUpstream();
        }

        private void cancelUpstream() {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
