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
    final SocketTestHarness harness = SocketTestHarness.byHand();

    /** A call by its name, so that reports show it. */
    record Call<T>(String name, Function<SocketTestHarness, T> prepared) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static RouterSocket router(SocketTestHarness harness) {
        RouterSocket router = harness.zmq().router(o -> o.sendHighWaterMark(4).maxPendingSends(8));
        harness.await(router.bind(harness.uri("router")));
        harness.at("router").connect("alice");
        return router;
    }

    private static PushSocket full(SocketTestHarness harness) {
        PushSocket push = harness.zmq()
                .push(o -> o.sendHighWaterMark(1).maxPendingSends(8))
                .connect(harness.uri("sink"));
        harness.await(push.send(MESSAGE));
        return push;
    }

    private static PubSocket pub(SocketTestHarness harness) {
        PubSocket pub = harness.zmq().pub();
        harness.await(pub.bind(harness.uri("pub")));
        return pub;
    }

    /** A request that is not answered, at a socket that does not refer to it. */
    private static RepRequest request(SocketTestHarness harness) {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("rep")));
        Received<RepRequest> requests = Received.of(rep.requests(), 1);
        harness.at("rep").connect().deliver(ZmqMessage.of("", "q"));
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
                new Call<>("trySend", harness -> {
                    PushSocket push = full(harness);
                    return () -> push.trySend(MESSAGE);
                }),
                new Call<>("send", harness -> cancelling(full(harness).send(MESSAGE))),
                new Call<>(
                        "send of a publisher",
                        harness -> cancelling(full(harness).send(Source.named("s")))),
                new Call<>("send of an empty publisher", harness -> {
                    PushSocket push = full(harness);
                    return () -> push.send(Flux.empty()).subscribe().dispose();
                }),
                new Call<>("to", harness -> {
                    RouterSocket router = router(harness);
                    return () -> router.to(alice);
                }),
                new Call<>("to unknown", harness -> {
                    RouterSocket router = router(harness);
                    return () -> router.to(unknown);
                }),
                new Call<>("to trySend", harness -> {
                    RouterSocket router = router(harness);
                    return () -> router.to(alice).trySend(MESSAGE);
                }),
                new Call<>(
                        "to send",
                        harness -> cancelling(router(harness).to(alice).send(MESSAGE))),
                new Call<>(
                        "to send of a publisher",
                        harness -> cancelling(router(harness).to(alice).send(Source.named("s")))),
                new Call<>(
                        "to flush",
                        harness -> cancelling(router(harness).to(alice).flush())),
                new Call<>(
                        "to unknown send",
                        harness -> cancelling(
                                router(harness).to(unknown).send(MESSAGE).onErrorComplete())),
                new Call<>("flush", harness -> cancelling(full(harness).flush())),
                new Call<>("statistics", harness -> cancelling(full(harness).statistics())),
                new Call<>("awaitPeers", harness -> cancelling(full(harness).awaitPeers(7))),
                new Call<>(
                        "awaitSubscribers", harness -> cancelling(pub(harness).awaitSubscribers(7))),
                new Call<>("topicCount", harness -> cancelling(pub(harness).topicCount())),
                new Call<>("events", harness -> cancelling(pub(harness).events())),
                new Call<>("unbind", harness -> cancelling(pub(harness).unbind(harness.uri("other")))),
                new Call<>("highWaterMarks", harness -> {
                    PushSocket push = full(harness);
                    return () -> push.highWaterMarks(2, 2);
                }),
                new Call<>("connect and disconnect", harness -> {
                    PushSocket push = full(harness);
                    return () -> push.connect(harness.uri("c")).disconnect(harness.uri("c"));
                }),
                new Call<>("subscribe and unsubscribe", harness -> {
                    SubSocket sub = harness.zmq().sub();
                    return () -> sub.subscribe("a").unsubscribe("a");
                }),
                new Call<>("join and leave", harness -> {
                    DishSocket dish = harness.zmq().dish();
                    return () -> dish.join("a").leave("a");
                }),
                new Call<>("disconnectPeer", harness -> {
                    ServerSocket server = harness.zmq().server();
                    harness.await(server.bind(harness.uri("server")));
                    FakePeer client = harness.at("server").connect();
                    RoutingId id = RoutingId.of(client.info());
                    return () -> server.disconnectPeer(id);
                }),
                new Call<>("tryReceive", harness -> {
                    PullSocket pull = harness.zmq().pull();
                    return pull::tryReceive;
                }),
                new Call<>("request", harness -> {
                    Received<ZmqMessage> received =
                            Received.of(harness.zmq().pull().receive(), 0);
                    return () -> received.request(1);
                }),
                new Call<>(
                        "request of a REQ",
                        harness -> cancelling(harness.zmq().req().request(MESSAGE))),
                new Call<>("request of requests", harness -> {
                    RepSocket rep = harness.zmq().rep();
                    Received<?> received = Received.of(rep.requests(), 0);
                    return () -> received.request(1);
                }),
                new Call<>("receive", harness -> cancelling(harness.zmq().pull().receive())),
                new Call<>(
                        "receiveOne", harness -> cancelling(harness.zmq().pull().receiveOne())),
                new Call<>(
                        "receiveOne with a timeout",
                        harness -> cancelling(harness.zmq().pull().receiveOne(Duration.ofSeconds(1)))),
                new Call<>(
                        "receive on a scheduler",
                        harness -> cancelling(harness.zmq().pull().receive(new ManualWorker().scheduler()))),
                new Call<>("requests", harness -> cancelling(harness.zmq().rep().requests())),
                new Call<>("serve", harness -> cancelling(harness.zmq().rep().serve(request -> Mono.never()))),
                new Call<>(
                        "subscriptions",
                        harness -> cancelling(harness.zmq().xpub().subscriptions())),
                new Call<>(
                        "send canceled at once",
                        harness -> cancelingAtOnce(full(harness).send(MESSAGE))),
                new Call<>(
                        "send of a publisher canceled at once",
                        harness -> cancelingAtOnce(full(harness).send(Source.named("s")))),
                new Call<>(
                        "flush canceled at once",
                        harness -> cancelingAtOnce(full(harness).flush())),
                new Call<>(
                        "receive canceled at once",
                        harness -> cancelingAtOnce(harness.zmq().pull().receive())),
                new Call<>("pause and resume", harness -> {
                    ZmqProxy proxy = harness.zmq().proxy(harness.zmq().pull(), full(harness));
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
        Runnable prepared = call.prepared().apply(harness);
        harness.settle();
        for (int i = 0; i < CALLS; i++) {
            prepared.run();
        }
        assertThat(harness.waiting()).isLessThanOrEqualTo(TASKS);
        harness.settle();
        assertThat(harness.waiting()).isZero();
    }

    /** What keeps a subscriber until something happens, which does not. */
    static Stream<Call<Publisher<?>>> waits() {
        return Stream.of(
                new Call<>("send", harness -> full(harness).send(MESSAGE)),
                new Call<>("send of a publisher", harness -> full(harness).send(Flux.never())),
                new Call<>("flush without a peer", harness -> full(harness).flush()),
                new Call<>("flush with more than the pipe takes", harness -> {
                    PushSocket push = full(harness);
                    harness.run(() -> push.send(Flux.just(MESSAGE, MESSAGE)).subscribe());
                    return push.flush();
                }),
                new Call<>("flush of what is being written", harness -> {
                    PushSocket push = full(harness);
                    harness.at("sink").accept().holdFlushes().takeAll();
                    return push.flush();
                }),
                new Call<>("to flush", harness -> {
                    MessageSender alice = router(harness).to(RoutingId.of("alice"));
                    harness.await(alice.send(MESSAGE));
                    return alice.flush();
                }),
                new Call<>("awaitPeers", harness -> full(harness).awaitPeers(7)),
                new Call<>("awaitSubscribers", harness -> pub(harness).awaitSubscribers(7)),
                new Call<>("awaitMembers", harness -> harness.zmq().radio().awaitMembers(7)),
                new Call<>("events", harness -> pub(harness).events()),
                new Call<>("subscriptions", harness -> harness.zmq().xpub().subscriptions()),
                new Call<>("receive", harness -> harness.zmq().pull().receive()),
                new Call<>("receiveOne", harness -> harness.zmq().pull().receiveOne()),
                new Call<>("request", harness -> harness.zmq().req().request(MESSAGE)),
                new Call<>("requests", harness -> harness.zmq().rep().requests()),
                new Call<>("onEnd", harness -> request(harness).onEnd()),
                new Call<>(
                        "run",
                        harness -> harness.zmq()
                                .proxy(harness.zmq().pull(), full(harness))
                                .run()));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aSubscriberThatCancelsIsForgotten(Call<Publisher<?>> call) throws InterruptedException {
        Publisher<?> publisher = call.prepared().apply(harness);
        harness.settle();
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
        harness.settle();
        assertThat(received.isOpen()).isTrue();
        received.cancel();
        harness.settle();
        return new WeakReference<>(received, collected);
    }

    @Test
    void aRequestWhoseEndIsNoLongerAwaitedIsForgotten() throws InterruptedException {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("rep")));
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        Set<Reference<?>> requests = new HashSet<>();
        List<Disposable> awaiting = new ArrayList<>();
        rep.requests().subscribe(request -> {
            requests.add(new WeakReference<>(request, collected));
            awaiting.add(request.onEnd().subscribe());
            request.onEnd().subscribe().dispose();
        });
        FakePeer asker = harness.at("rep").connect();
        for (int i = 0; i < 8; i++) {
            asker.deliver(ZmqMessage.of("", "q" + i));
        }
        assertThat(requests).hasSize(8);
        awaiting.forEach(Disposable::dispose);
        awaiting.clear();
        harness.settle();
        assertCollected(requests, collected);
    }

    @Test
    void noMoreSendsWaitThanMayWaitWhileTheLoopIsBusy() {
        MessageSender alice = router(harness).to(RoutingId.of("alice"));
        List<Received<Void>> sends = IntStream.range(0, 100)
                .mapToObj(i -> Received.of(alice.send("m" + i), 1))
                .toList();
        assertThat(sends.stream().filter(send -> send.error() instanceof TooManyPendingException))
                .hasSizeGreaterThanOrEqualTo(100 - 4 - 8);
        harness.settle();
        assertThat(harness.waiting()).isZero();
    }

    @Test
    void aTicketDoesNotOvertakeWhatWaits() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(2)).connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        harness.await(push.send(Flux.just(ZmqMessage.of("1"), ZmqMessage.of("2"))));
        List<String> got = new ArrayList<>();
        List<Boolean> overtook = new ArrayList<>();
        harness.loop().execute(() -> {
            // Room comes about, and with it a ticket, before the loop has seen what waits for it.
            got.add(Objects.requireNonNull(sink.rawPipe().poll()).text());
            inAnotherThread(() -> overtook.add(push.trySend(ZmqMessage.of("4"))));
        });
        push.send("3").subscribe();
        harness.settle();
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
        MessageSender unknown = router(harness).to(RoutingId.of("unknown"));
        assertThatThrownBy(() -> unknown.trySend(MESSAGE)).hasMessageContaining("unknown");
        assertThat(harness.waiting()).isZero();
    }
}
