package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.pattern.Query;
import io.reactivezmq.internal.pattern.RepPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.MessageSink;
import java.util.ArrayList;
import java.util.List;
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
import reactor.core.publisher.SignalType;

/** Those who serve a REP socket; each request goes to the first that has a place for it. On the loop. */
final class RepServers implements MessageSink {

    private static final ZmqMessage NOTHING = ZmqMessage.wrap(new byte[0]);

    private final SocketCore socket;
    private final List<Server> servers = new ArrayList<>();
    private @Nullable FairQueue requests;
    private boolean closed;

    RepServers(SocketCore socket) {
        this.socket = socket;
    }

    void from(FairQueue queue) {
        requests = queue;
    }

    /** Any thread. */
    void serve(
            Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
            int concurrency,
            CoreSubscriber<? super Void> actual) {
        Server server = new Server(handler, concurrency, actual);
        actual.onSubscribe(server);
        socket.onLoop(() -> {
            if (closed) {
                Signals.complete(actual);
            } else if (!server.cancelled) {
                servers.add(server);
                drain();
            }
        });
    }

    private void drain() {
        Objects.requireNonNull(requests).drain();
    }

    private @Nullable Server free() {
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).places > 0) {
                return servers.get(i);
            }
        }
        return null;
    }

    @Override
    public boolean ready() {
        return free() != null;
    }

    @Override
    public void next(Pipe from, ZmqMessage message) {
        Query query = RepPattern.open(from, message);
        Server server = free();
        if (query != null && server != null) {
            server.handle(query);
        }
    }

    @Override
    public void readComplete() {}

    void close() {
        closed = true;
        List<Server> open = List.copyOf(servers);
        servers.clear();
        open.forEach(server -> {
            server.answers.dispose();
            Signals.complete(server.actual);
        });
    }

    /** One subscription to {@code serve}. */
    private final class Server implements Subscription {

        private final Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler;
        private final CoreSubscriber<? super Void> actual;
        private final Disposable.Composite answers = Disposables.composite();
        private volatile boolean cancelled;
        private int places;

        Server(
                Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
                int concurrency,
                CoreSubscriber<? super Void> actual) {
            this.handler = handler;
            this.places = concurrency;
            this.actual = actual;
        }

        void handle(Query query) {
            places--;
            Answer answer = new Answer(this, query);
            try {
                Objects.requireNonNull(handler.apply(query.body()), "the handler returned null")
                        .subscribe(answer);
            } catch (Throwable failure) {
                Exceptions.throwIfJvmFatal(failure);
                answer.end(null, failure);
            }
        }

        @Override
        public void request(long messages) {}

        @Override
        public void cancel() {
            if (!cancelled) {
                cancelled = true;
                socket.onLoop(() -> {
                    servers.remove(this);
                    answers.dispose();
                });
            }
        }
    }

    /** The answer to one request, on its way. Signalled on any thread, sent on the loop. */
    private final class Answer extends BaseSubscriber<ZmqMessage> {

        private final Server server;
        private final Query query;
        private boolean ended;

        Answer(Server server, Query query) {
            this.server = server;
            this.query = query;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            socket.onLoop(() -> {
                if (!ended) {
                    server.answers.add(this);
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

        @Override
        protected void hookFinally(SignalType type) {}

        private void finish(@Nullable ZmqMessage answer, @Nullable Throwable cause) {
            socket.onLoop(() -> end(answer, cause));
        }

        void end(@Nullable ZmqMessage answer, @Nullable Throwable cause) {
            if (ended) {
                return;
            }
            ended = true;
            server.answers.remove(this);
            server.places++;
            if (answer != null) {
                RepPattern.reply(query, answer);
            } else if (cause != null) {
                socket.tell(new SocketEvent.RequestFailed(
                        query.asker().endpoint().uri(),
                        Objects.requireNonNull(query.body().peer()),
                        cause));
            }
            drain();
        }
    }
}
