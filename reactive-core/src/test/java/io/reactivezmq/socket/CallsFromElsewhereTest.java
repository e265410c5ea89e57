package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DishSocket;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.ManualWorker;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What other threads call while a socket's loop is busy crosses in one task, and what is canceled leaves nothing. */
class CallsFromElsewhereTest {

    private static final int CALLS = 10_000;

    /** A few per socket: its queue of calls, and each of its other queues with a wake-up of its own. */
    private static final int TASKS = 3;

    private static final ZmqMessage MESSAGE = ZmqMessage.of("m");

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    /** A call by its name, so that reports show it. */
    record Call<T>(String name, Function<SocketTestHarness, T> prepared) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static RouterSocket router(SocketTestHarness stage) {
        RouterSocket router = stage.zmq().router(o -> o.sendHighWaterMark(4).maxPendingSends(8));
        stage.await(router.bind(stage.uri("router")));
        stage.at("router").connect("alice");
        return router;
    }

    private static PushSocket full(SocketTestHarness stage) {
        PushSocket push =
                stage.zmq().push(o -> o.sendHighWaterMark(1).maxPendingSends(8)).connect(stage.uri("sink"));
        stage.await(push.send(MESSAGE));
        return push;
    }

    private static PubSocket pub(SocketTestHarness stage) {
        PubSocket pub = stage.zmq().pub();
        stage.await(pub.bind(stage.uri("pub")));
        return pub;
    }

    /** A request that is not answered, at a socket that does not refer to it. */
    private static RepRequest request(SocketTestHarness stage) {
        RepSocket rep = stage.zmq().rep();
        stage.await(rep.bind(stage.uri("rep")));
        Received<RepRequest> requests = Received.of(rep.requests(), 1);
        stage.at("rep").connect().deliver(ZmqMessage.of("", "q"));
        return requests.values().get(0);
    }

    private static Runnable cancelling(Publisher<?> publisher) {
        return () -> Received.of(publisher, 1).cancel();
    }

    /** Cancels inside {@code onSubscribe}. */
    private static Runnable cancelingAtOnce(Publisher<?> publisher) {
        return () -> Flux.from(publisher).subscribe(new BaseSubscriber<Object>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
            }
        });
    }

    static Stream<Call<Runnable>> calls() {
        RoutingId alice = RoutingId.of("alice");
        RoutingId unknown = RoutingId.of("unknown");
        return Stream.of(
                new Call<>("trySend", stage -> {
                    PushSocket push = full(stage);
                    return () -> push.trySend(MESSAGE);
                }),
                new Call<>("send", stage -> cancelling(full(stage).send(MESSAGE))),
                new Call<>(
                        "send of a publisher", stage -> cancelling(full(stage).send(Source.named("s")))),
                new Call<>("send of an empty publisher", stage -> {
                    PushSocket push = full(stage);
                    return () -> push.send(Flux.empty()).subscribe().dispose();
                }),
                new Call<>("to", stage -> {
                    RouterSocket router = router(stage);
                    return () -> router.to(alice);
                }),
                new Call<>("to unknown", stage -> {
                    RouterSocket router = router(stage);
                    return () -> router.to(unknown);
                }),
                new Call<>("to trySend", stage -> {
                    RouterSocket router = router(stage);
                    return () -> router.to(alice).trySend(MESSAGE);
                }),
                new Call<>(
                        "to send", stage -> cancelling(router(stage).to(alice).send(MESSAGE))),
                new Call<>(
                        "to send of a publisher",
                        stage -> cancelling(router(stage).to(alice).send(Source.named("s")))),
                new Call<>(
                        "to flush", stage -> cancelling(router(stage).to(alice).flush())),
                new Call<>(
                        "to unknown send",
                        stage -> cancelling(
                                router(stage).to(unknown).send(MESSAGE).onErrorComplete())),
                new Call<>("flush", stage -> cancelling(full(stage).flush())),
                new Call<>("statistics", stage -> cancelling(full(stage).statistics())),
                new Call<>("awaitPeers", stage -> cancelling(full(stage).awaitPeers(7))),
                new Call<>("awaitSubscribers", stage -> cancelling(pub(stage).awaitSubscribers(7))),
                new Call<>("topicCount", stage -> cancelling(pub(stage).topicCount())),
                new Call<>("events", stage -> cancelling(pub(stage).events())),
                new Call<>("unbind", stage -> cancelling(pub(stage).unbind(stage.uri("other")))),
                new Call<>("highWaterMarks", stage -> {
                    PushSocket push = full(stage);
                    return () -> push.highWaterMarks(2, 2);
                }),
                new Call<>("connect and disconnect", stage -> {
                    PushSocket push = full(stage);
                    return () -> push.connect(stage.uri("c")).disconnect(stage.uri("c"));
                }),
                new Call<>("subscribe and unsubscribe", stage -> {
                    SubSocket sub = stage.zmq().sub();
                    return () -> sub.subscribe("a").unsubscribe("a");
                }),
                new Call<>("join and leave", stage -> {
                    DishSocket dish = stage.zmq().dish();
                    return () -> dish.join("a").leave("a");
                }),
                new Call<>("disconnectPeer", stage -> {
                    ServerSocket server = stage.zmq().server();
                    stage.await(server.bind(stage.uri("server")));
                    FakePeer client = stage.at("server").connect();
                    RoutingId id = RoutingId.of(client.info());
                    return () -> server.disconnectPeer(id);
                }),
                new Call<>("tryReceive", stage -> {
                    PullSocket pull = stage.zmq().pull();
                    return pull::tryReceive;
                }),
                new Call<>("request", stage -> {
                    Received<ZmqMessage> received =
                            Received.of(stage.zmq().pull().receive(), 0);
                    return () -> received.request(1);
                }),
                new Call<>(
                        "request of a REQ",
                        stage -> cancelling(stage.zmq().req().request(MESSAGE))),
                new Call<>("request of requests", stage -> {
                    RepSocket rep = stage.zmq().rep();
                    Received<?> received = Received.of(rep.requests(), 0);
                    return () -> received.request(1);
                }),
                new Call<>("receive", stage -> cancelling(stage.zmq().pull().receive())),
                new Call<>("receiveOne", stage -> cancelling(stage.zmq().pull().receiveOne())),
                new Call<>(
                        "receiveOne with a timeout",
                        stage -> cancelling(stage.zmq().pull().receiveOne(Duration.ofSeconds(1)))),
                new Call<>(
                        "receive on a scheduler",
                        stage -> cancelling(stage.zmq().pull().receive(new ManualWorker().scheduler()))),
                new Call<>("requests", stage -> cancelling(stage.zmq().rep().requests())),
                new Call<>("serve", stage -> cancelling(stage.zmq().rep().serve(request -> Mono.never()))),
                new Call<>(
                        "subscriptions", stage -> cancelling(stage.zmq().xpub().subscriptions())),
                new Call<>(
                        "send canceled at once",
                        stage -> cancelingAtOnce(full(stage).send(MESSAGE))),
                new Call<>(
                        "send of a publisher canceled at once",
                        stage -> cancelingAtOnce(full(stage).send(Source.named("s")))),
                new Call<>(
                        "flush canceled at once",
                        stage -> cancelingAtOnce(full(stage).flush())),
                new Call<>(
                        "receive canceled at once",
                        stage -> cancelingAtOnce(stage.zmq().pull().receive())),
                new Call<>("pause and resume", stage -> {
                    ZmqProxy proxy = stage.zmq().proxy(stage.zmq().pull(), full(stage));
                    proxy.run().subscribe();
                    return () -> {
                        proxy.pause();
                        proxy.resume();
                    };
                }));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void crossInATaskForAll(Call<Runnable> call) {
        Runnable prepared = call.prepared().apply(stage);
        stage.settle();
        for (int i = 0; i < CALLS; i++) {
            prepared.run();
        }
        assertThat(stage.waiting()).isLessThanOrEqualTo(TASKS);
        stage.settle();
        assertThat(stage.waiting()).isZero();
    }

    /** What keeps a subscriber until something happens, which does not. */
    static Stream<Call<Publisher<?>>> waits() {
        return Stream.of(
                new Call<>("send", stage -> full(stage).send(MESSAGE)),
                new Call<>("send of a publisher", stage -> full(stage).send(Flux.never())),
                new Call<>("flush without a peer", stage -> full(stage).flush()),
                new Call<>("flush with more than the pipe takes", stage -> {
                    PushSocket push = full(stage);
                    stage.run(() -> push.send(Flux.just(MESSAGE, MESSAGE)).subscribe());
                    return push.flush();
                }),
                new Call<>("flush of what is being written", stage -> {
                    PushSocket push = full(stage);
                    stage.at("sink").accept().holdFlushes().takeAll();
                    return push.flush();
                }),
                new Call<>("to flush", stage -> {
                    MessageSender alice = router(stage).to(RoutingId.of("alice"));
                    stage.await(alice.send(MESSAGE));
                    return alice.flush();
                }),
                new Call<>("awaitPeers", stage -> full(stage).awaitPeers(7)),
                new Call<>("awaitSubscribers", stage -> pub(stage).awaitSubscribers(7)),
                new Call<>("awaitMembers", stage -> stage.zmq().radio().awaitMembers(7)),
                new Call<>("events", stage -> pub(stage).events()),
                new Call<>("subscriptions", stage -> stage.zmq().xpub().subscriptions()),
                new Call<>("receive", stage -> stage.zmq().pull().receive()),
                new Call<>("receiveOne", stage -> stage.zmq().pull().receiveOne()),
                new Call<>("request", stage -> stage.zmq().req().request(MESSAGE)),
                new Call<>("requests", stage -> stage.zmq().rep().requests()),
                new Call<>("onEnd", stage -> request(stage).onEnd()),
                new Call<>(
                        "run",
                        stage -> stage.zmq()
                                .proxy(stage.zmq().pull(), full(stage))
                                .run()));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aSubscriberThatCancelsIsForgotten(Call<Publisher<?>> call) throws InterruptedException {
        Publisher<?> publisher = call.prepared().apply(stage);
        stage.settle();
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        Set<Reference<?>> subscribers = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            subscribers.add(subscribedAndCancelled(publisher, collected));
        }
        assertCollected(subscribers, collected);
    }

    private static void assertCollected(Set<Reference<?>> kept, ReferenceQueue<Object> collected)
            throws InterruptedException {
        for (int i = 0; i < 50 && !kept.isEmpty(); i++) {
            System.gc();
            Reference<?> gone = collected.remove(100);
            while (gone != null) {
                kept.remove(gone);
                gone = collected.poll();
            }
        }
        assertThat(kept).as("what the library still refers to").isEmpty();
    }

    private WeakReference<Object> subscribedAndCancelled(Publisher<?> publisher, ReferenceQueue<Object> collected) {
        Received<?> received = Received.of(publisher, 1);
        stage.settle();
        assertThat(received.isOpen()).isTrue();
        received.cancel();
        stage.settle();
        return new WeakReference<>(received, collected);
    }

    @Test
    void aRequestWhoseEndIsNoLongerAwaitedIsForgotten() throws InterruptedException {
        RepSocket rep = stage.zmq().rep();
        stage.await(rep.bind(stage.uri("rep")));
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        Set<Reference<?>> requests = new HashSet<>();
        List<Disposable> awaiting = new ArrayList<>();
        rep.requests().subscribe(request -> {
            requests.add(new WeakReference<>(request, collected));
            awaiting.add(request.onEnd().subscribe());
            request.onEnd().subscribe().dispose();
        });
        FakePeer asker = stage.at("rep").connect();
        for (int i = 0; i < 8; i++) {
            asker.deliver(ZmqMessage.of("", "q" + i));
        }
        assertThat(requests).hasSize(8);
        awaiting.forEach(Disposable::dispose);
        awaiting.clear();
        stage.settle();
        assertCollected(requests, collected);
    }

    @Test
    void noMoreSendsWaitThanMayWaitWhileTheLoopIsBusy() {
        MessageSender alice = router(stage).to(RoutingId.of("alice"));
        List<Received<Void>> sends = IntStream.range(0, 100)
                .mapToObj(i -> Received.of(alice.send("m" + i), 1))
                .toList();
        assertThat(sends.stream().filter(send -> send.error() instanceof TooManyPendingException))
                .hasSizeGreaterThanOrEqualTo(100 - 4 - 8);
        stage.settle();
        assertThat(stage.waiting()).isZero();
    }

    @Test
    void aTicketDoesNotOvertakeWhatWaits() {
        PushSocket push = stage.zmq().push(o -> o.sendHighWaterMark(2)).connect(stage.uri("sink"));
        FakePeer sink = stage.at("sink").accept();
        stage.await(push.send(Flux.just(ZmqMessage.of("1"), ZmqMessage.of("2"))));
        List<String> got = new ArrayList<>();
        List<Boolean> overtook = new ArrayList<>();
        stage.loop().execute(() -> {
            // Room comes about, and with it a ticket, before the loop has seen what waits for it.
            got.add(Objects.requireNonNull(sink.rawPipe().poll()).text());
            inAnotherThread(() -> overtook.add(push.trySend(ZmqMessage.of("4"))));
        });
        push.send("3").subscribe();
        stage.settle();
        assertThat(overtook).containsExactly(false);
        got.addAll(sink.takeTexts());
        assertThat(got).containsExactly("1", "2", "3");
        assertThat(push.trySend(ZmqMessage.of("4"))).isTrue();
    }

    private static void inAnotherThread(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anUnknownPeerIsRefusedAtOnce() {
        MessageSender unknown = router(stage).to(RoutingId.of("unknown"));
        assertThatThrownBy(() -> unknown.trySend(MESSAGE)).hasMessageContaining("unknown");
        assertThat(stage.waiting()).isZero();
    }
}
