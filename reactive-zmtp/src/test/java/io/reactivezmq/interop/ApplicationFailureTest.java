package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.testing.EventLog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Application code that throws anything, at each place where it runs: the failure reaches the code that caused it, a
 * fatal one also Reactor's hook, and no other subscriber, caller, peer or socket of the same loop notices.
 */
class ApplicationFailureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What application code throws. */
    enum Failure {
        EXCEPTION(() -> new IllegalStateException("thrown by the application")),
        ASSERTION(() -> new AssertionError("thrown by the application")),
        STACK_OVERFLOW(Failure::overflow),
        NO_CLASS(() -> new NoClassDefFoundError("thrown by the application")),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("thrown by the application")),
        THREAD_DEATH(ThreadDeath::new);

        private final Supplier<Throwable> made;

        Failure(Supplier<Throwable> made) {
            this.made = made;
        }

        /** Throws it; a stack overflow is a real one. */
        <T> T raise() {
            throw Failure.<RuntimeException>sneaky(made.get());
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> E sneaky(Throwable failure) throws E {
            throw (E) failure;
        }

        private static Throwable overflow() {
            return deeper(0) < 0 ? new AssertionError() : new AssertionError("the stack has no end");
        }

        @SuppressWarnings("InfiniteRecursion")
        private static int deeper(int depth) {
            return deeper(depth + 1) + 1;
        }

        boolean isFatal() {
            return this != EXCEPTION && this != ASSERTION;
        }

        boolean is(Throwable caught) {
            return switch (this) {
                case EXCEPTION -> caught instanceof IllegalStateException;
                case ASSERTION -> caught instanceof AssertionError;
                case STACK_OVERFLOW -> caught instanceof StackOverflowError;
                case NO_CLASS -> caught instanceof NoClassDefFoundError;
                case OUT_OF_MEMORY -> caught instanceof OutOfMemoryError;
                case THREAD_DEATH -> caught instanceof ThreadDeath;
            };
        }
    }

    /** Where it is thrown. Each leaves its sockets as they work, and returns whom the failure was told. */
    enum Place {
        HANDLER {
            @Override
            Throwable run(Scene scene) {
                return scene.serving(request -> scene.failure.raise());
            }
        },
        HANDLER_SUBSCRIBE {
            @Override
            Throwable run(Scene scene) {
                return scene.serving(request -> subscriber -> scene.failure.raise());
            }
        },
        HANDLER_REQUEST {
            @Override
            Throwable run(Scene scene) {
                return scene.serving(request -> subscriber -> subscriber.onSubscribe(scene.subscription(true, false)));
            }
        },
        HANDLER_SIGNAL {
            @Override
            Throwable run(Scene scene) {
                return scene.serving(request -> Mono.create(
                        sink -> Schedulers.single().schedule(() -> sink.error(scene.caught(scene.failure)))));
            }
        },
        HANDLER_CANCEL {
            @Override
            Throwable run(Scene scene) {
                RepSocket rep = scene.zmq.rep();
                String at = scene.bound(rep);
                rep.serve(
                                request -> subscriber -> {
                                    subscriber.onSubscribe(scene.subscription(false, true));
                                    subscriber.onNext(request);
                                },
                                1)
                        .subscribe();
                ReqSocket req = scene.zmq.req().connect(at);
                assertThat(scene.ask(req)).isEqualTo("ask");
                assertThat(scene.ask(req)).isEqualTo("ask");
                return scene.reported();
            }
        },
        REQUESTS {
            @Override
            Throwable run(Scene scene) {
                RepSocket rep = scene.zmq.rep();
                String at = scene.bound(rep);
                Throwing<RepRequest> broken = new Throwing<>(scene.failure);
                rep.requests().subscribe(broken);
                scene.zmq.req().connect(at).request("bad").subscribe();
                Throwable told = broken.told();
                rep.requests().subscribe(request -> request.reply(ZmqMessage.of("fine")));
                assertThat(scene.ask(scene.zmq.req().connect(at))).isEqualTo("fine");
                return told;
            }
        },
        ANSWER {
            @Override
            Throwable run(Scene scene) {
                ReqSocket req = scene.zmq.req(o -> o.maxInFlight(8));
                EventLog events = EventLog.of(req);
                RepSocket rep = scene.zmq.rep();
                List<RepRequest> asked = new ArrayList<>();
                CompletableFuture<List<RepRequest>> all = new CompletableFuture<>();
                rep.requests().subscribe(request -> {
                    asked.add(request);
                    if (asked.size() == 2) {
                        all.complete(asked);
                    }
                });
                req.connect(scene.bound(rep));
                Throwing<ZmqMessage> broken = new Throwing<>(scene.failure);
                req.request("one").subscribe(broken);
                CompletableFuture<ZmqMessage> other = req.request("two").toFuture();
                get(all).forEach(request -> request.reply(ZmqMessage.of("fine")));
                assertThat(get(other).text()).isEqualTo("fine");
                scene.assertConnected(req, events);
                return broken.told();
            }
        },
        RECEIVE {
            @Override
            Throwable run(Scene scene) {
                return scene.receiving(pull -> pull.receive());
            }
        },
        RECEIVE_ON_SCHEDULER {
            @Override
            Throwable run(Scene scene) {
                return scene.receiving(pull -> pull.receive(Schedulers.parallel()));
            }
        },
        SEND_SOURCE {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                PushSocket push = scene.zmq.push().connect(scene.bound(pull));
                Publisher<ZmqMessage> broken = subscriber -> subscriber.onSubscribe(scene.subscription(true, false));
                Throwing<Void> sender = new Throwing<>(null);
                push.send(broken).subscribe(sender);
                Throwable told = sender.told();
                push.send(ZmqMessage.of("next")).block(PATIENCE);
                assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("next");
                return told;
            }
        },
        SEND_COMPLETION {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                PushSocket push = scene.zmq.push().connect(scene.bound(pull));
                push.send(ZmqMessage.of("first")).subscribe(new Throwing<>(scene.failure));
                push.send(ZmqMessage.of("next")).block(PATIENCE);
                assertThat(pull.receive()
                                .take(2)
                                .map(ZmqMessage::text)
                                .collectList()
                                .block(PATIENCE))
                        .containsExactly("first", "next");
                return scene.reported();
            }
        },
        EVENTS {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                Throwing<SocketEvent> broken = new Throwing<>(scene.failure);
                pull.events().subscribe(broken);
                EventLog others = EventLog.of(pull);
                String at = scene.bound(pull);
                others.next(SocketEvent.Listening.class);
                scene.zmq.push().connect(at).send(ZmqMessage.of("m")).block(PATIENCE);
                others.next(SocketEvent.HandshakeSucceeded.class);
                return broken.told();
            }
        },
        SUBSCRIPTIONS {
            @Override
            Throwable run(Scene scene) {
                XPubSocket xpub = scene.zmq.xpub();
                Throwing<SubscriptionNotification> broken = new Throwing<>(scene.failure);
                xpub.subscriptions().subscribe(broken);
                CompletableFuture<SubscriptionNotification> other = xpub.subscriptions()
                        .filter(notice -> notice.topicText().equals("b"))
                        .next()
                        .toFuture();
                XSubSocket xsub = scene.zmq.xsub().connect(scene.bound(xpub));
                EventLog events = EventLog.of(xsub);
                xsub.subscribe("a").subscribe("b");
                get(other);
                scene.assertConnected(xsub, events);
                return broken.told();
            }
        },
        STATISTICS {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                scene.bound(pull);
                Throwing<SocketStatistics> broken = new Throwing<>(scene.failure);
                pull.statistics().subscribe(broken);
                assertThat(pull.statistics().block(PATIENCE)).isNotNull();
                return broken.told();
            }
        },
        FLUSH {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                PushSocket push = scene.zmq.push();
                EventLog events = EventLog.of(push);
                push.send(ZmqMessage.of("waits")).subscribe();
                push.connect(scene.bound(pull));
                push.flush().subscribe(new Throwing<>(scene.failure));
                push.flush().block(PATIENCE);
                assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("waits");
                scene.assertConnected(push, events);
                return scene.reported();
            }
        },
        AWAIT_PEERS {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                PushSocket push = scene.zmq.push();
                pull.awaitPeers(1).subscribe(new Throwing<>(scene.failure));
                CompletableFuture<Void> other = pull.awaitPeers(1).toFuture();
                push.connect(scene.bound(pull));
                get(other);
                return scene.reported();
            }
        },
        CLOSE {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                scene.bound(pull);
                pull.close().subscribe(new Throwing<>(scene.failure));
                pull.close().block(PATIENCE);
                return scene.reported();
            }
        },
        AUTHENTICATOR {
            @Override
            Throwable run(Scene scene) {
                return scene.authenticating(request -> scene.failure.raise());
            }
        },
        AUTHENTICATOR_SUBSCRIBE {
            @Override
            Throwable run(Scene scene) {
                return scene.authenticating(request -> Mono.fromCallable(scene.failure::raise));
            }
        },
        RECONNECT_POLICY {
            @Override
            Throwable run(Scene scene) {
                PullSocket pull = scene.zmq.pull();
                String at = scene.bound(pull);
                pull.close().block(PATIENCE);
                PushSocket push = scene.zmq.push(o ->
                        o.reconnectInterval(Duration.ofMillis(10)).reconnectWhen(failure -> scene.failure.raise()));
                EventLog events = EventLog.of(push);
                push.connect(at);
                events.next(SocketEvent.ConnectRetried.class);
                events.next(SocketEvent.ConnectRetried.class);
                return scene.reported();
            }
        },
        RESOLVER {
            @Override
            Throwable run(Scene scene) {
                AtomicBoolean broken = new AtomicBoolean(true);
                ZmqContext own = ZmqContext.create(o -> o.loops(1)
                        .resolver(host -> broken.getAndSet(false)
                                ? scene.failure.raise()
                                : Mono.just(List.of(InetAddress.getLoopbackAddress()))));
                try {
                    PullSocket pull = own.pull();
                    int port = pull.bind("tcp://127.0.0.1:*").block(PATIENCE).port();
                    PushSocket push = own.push(o -> o.reconnectInterval(Duration.ofMillis(10)));
                    EventLog events = EventLog.of(push);
                    push.connect("tcp://some.where:" + port);
                    Throwable told =
                            events.next(SocketEvent.ConnectFailed.class).cause();
                    push.send(ZmqMessage.of("m")).block(PATIENCE);
                    assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("m");
                    return Stream.iterate(told, cause -> cause != null, Throwable::getCause)
                            .filter(scene.failure::is)
                            .findFirst()
                            .orElse(told);
                } finally {
                    own.close().block(PATIENCE);
                }
            }
        };

        private static final EnumSet<Place> ONLY_TCP =
                EnumSet.of(AUTHENTICATOR, AUTHENTICATOR_SUBSCRIBE, RECONNECT_POLICY, RESOLVER);

        abstract Throwable run(Scene scene);

        boolean isOn(String transport) {
            return transport.equals("tcp") || !ONLY_TCP.contains(this);
        }
    }

    /** A subscriber that throws at its first value, or without one at completion; and keeps what it is told of it. */
    private static final class Throwing<T> implements CoreSubscriber<T> {

        private final Failure failure;
        private final CompletableFuture<Throwable> error = new CompletableFuture<>();

        Throwing(Failure failure) {
            this.failure = failure;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T value) {
            if (error.isDone()) {
                return;
            }
            failure.raise();
        }

        @Override
        public void onError(Throwable cause) {
            error.complete(cause);
        }

        @Override
        public void onComplete() {
            if (failure != null) {
                failure.raise();
            }
        }

        Throwable told() {
            return get(error);
        }
    }

    /** The sockets of one test, all on one loop. */
    private static final class Scene {

        private static final AtomicInteger NUMBER = new AtomicInteger();

        private final ZmqContext zmq = ZmqContext.create(o -> o.loops(1));
        private final String transport;
        private final Failure failure;
        private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Throwable> firstDropped = new CompletableFuture<>();

        Scene(String transport, Failure failure) {
            this.transport = transport;
            this.failure = failure;
            Hooks.onErrorDropped(error -> {
                Throwable cause = Exceptions.unwrap(error);
                dropped.add(cause);
                if (failure.is(cause)) {
                    firstDropped.complete(cause);
                }
            });
        }

        String bound(ZmqSocket<?> socket) {
            return socket.bind(
                            transport.equals("tcp")
                                    ? "tcp://127.0.0.1:*"
                                    : "inproc://failures-" + NUMBER.incrementAndGet())
                    .block(PATIENCE)
                    .uri();
        }

        String ask(ReqSocket req) {
            return req.request("ask").block(PATIENCE).text();
        }

        Throwable reported() {
            return get(firstDropped);
        }

        Throwable caught(Failure thrown) {
            try {
                return thrown.raise();
            } catch (Throwable caught) {
                return caught;
            }
        }

        Subscription subscription(boolean onRequest, boolean onCancel) {
            return new Subscription() {
                @Override
                public void request(long count) {
                    if (onRequest) {
                        failure.raise();
                    }
                }

                @Override
                public void cancel() {
                    if (onCancel) {
                        failure.raise();
                    }
                }
            };
        }

        /** A handler with one place fails, and its asker and another one are served afterwards. */
        Throwable serving(java.util.function.Function<ZmqMessage, Publisher<ZmqMessage>> broken) {
            RepSocket rep = zmq.rep();
            EventLog events = EventLog.of(rep);
            String at = bound(rep);
            rep.serve(request -> request.text().equals("bad") ? broken.apply(request) : Mono.just(request), 1)
                    .subscribe();
            ReqSocket first = zmq.req(o -> o.maxInFlight(2)).connect(at);
            EventLog firstEvents = EventLog.of(first);
            assertThat(ask(first)).isEqualTo("ask");
            first.request("bad").subscribe();
            SocketEvent.RequestFailed told = events.next(SocketEvent.RequestFailed.class);
            assertThat(ask(first)).isEqualTo("ask");
            assertThat(ask(zmq.req().connect(at))).isEqualTo("ask");
            assertConnected(first, firstEvents);
            return told.cause();
        }

        /** A receiver fails, and the next one gets what comes then. */
        Throwable receiving(java.util.function.Function<PullSocket, Publisher<ZmqMessage>> how) {
            PullSocket pull = zmq.pull();
            PushSocket push = zmq.push();
            EventLog events = EventLog.of(push);
            push.connect(bound(pull));
            Throwing<ZmqMessage> broken = new Throwing<>(failure);
            how.apply(pull).subscribe(broken);
            push.send(ZmqMessage.of("bad")).block(PATIENCE);
            Throwable told = broken.told();
            CompletableFuture<ZmqMessage> next = Mono.from(how.apply(pull)).toFuture();
            push.send(ZmqMessage.of("next")).block(PATIENCE);
            assertThat(get(next).text()).isEqualTo("next");
            assertConnected(push, events);
            return told;
        }

        /** An authenticator fails for the first peer, which is refused, and lets the next one in. */
        Throwable authenticating(java.util.function.Function<Object, Mono<AuthResult>> broken) {
            AtomicBoolean first = new AtomicBoolean(true);
            PullSocket pull = zmq.pull(o -> o.authenticator(
                    request -> first.getAndSet(false) ? broken.apply(request) : Mono.just(AuthResult.accepted())));
            EventLog events = EventLog.of(pull);
            PushSocket push =
                    zmq.push(o -> o.reconnectInterval(Duration.ofMillis(10))).connect(bound(pull));
            SocketEvent.AuthenticationFailed refused = events.next(SocketEvent.AuthenticationFailed.class);
            assertThat(refused.status()).isEqualTo(500);
            push.send(ZmqMessage.of("m")).block(PATIENCE);
            assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("m");
            return failure.isFatal() ? reported() : caught(failure);
        }

        void assertConnected(ZmqSocket<?> socket, EventLog events) {
            assertThat(socket.statistics().block(PATIENCE).dropped(DropReason.PEER_GONE))
                    .isZero();
            assertThat(events.all()).noneMatch(event -> event instanceof SocketEvent.Disconnected);
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("it does not come", e);
        }
    }

    static Stream<Arguments> all() {
        return Stream.of("inproc", "tcp")
                .flatMap(transport -> Stream.of(Place.values())
                        .filter(place -> place.isOn(transport))
                        .flatMap(place ->
                                Stream.of(Failure.values()).map(failure -> Arguments.of(transport, place, failure))));
    }

    private Scene scene;

    @BeforeEach
    void noHookYet() {
        Hooks.resetOnErrorDropped();
    }

    @AfterEach
    void close() {
        try {
            if (scene != null) {
                scene.zmq.close().block(PATIENCE);
            }
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @ParameterizedTest(name = "{1} {2} by {0}")
    @MethodSource("all")
    void onlyTheCodeThatThrowsFeelsIt(String transport, Place place, Failure failure) {
        scene = new Scene(transport, failure);
        RepSocket bystander = scene.zmq.rep();
        EventLog events = EventLog.of(bystander);
        ReqSocket asker = scene.zmq.req().connect(scene.bound(bystander));
        bystander.serve(Mono::just).subscribe();
        assertThat(scene.ask(asker)).isEqualTo("ask");

        Throwable told = place.run(scene);

        assertThat(failure.is(told)).as("it was told %s", told).isTrue();
        if (failure.isFatal() && place != Place.HANDLER_SIGNAL) {
            assertThat(failure.is(scene.reported())).isTrue();
        }
        assertThat(scene.ask(asker)).isEqualTo("ask");
        assertThat(bystander.statistics().block(PATIENCE).messagesReceived()).isEqualTo(2);
        assertThat(events.all()).noneMatch(event -> event instanceof SocketEvent.Disconnected);
    }
}
