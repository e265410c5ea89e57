package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

/** libzmq forbids what is done here: threads that share one socket, each doing something else with it. */
@DisplayName("One socket used by many threads at once")
class ThreadSafetyTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int EACH = 3_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> jobs = new ArrayList<>();
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        Hooks.onErrorDropped(failure -> {
            if (!(failure instanceof SocketClosedException) && !(failure.getCause() instanceof SocketClosedException)) {
                dropped.add(failure);
            }
        });
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        zmq.close().block(LIMIT);
        Hooks.resetOnErrorDropped();
        assertThat(dropped).isEmpty();
    }

    private void onThread(Callable<?> job) {
        jobs.add(threads.submit(job));
    }

    /** Whatever a job threw is thrown here. */
    private void awaitJobs() throws Exception {
        for (Future<?> job : jobs) {
            job.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        jobs.clear();
    }

    private static List<String> numbered(String sender) {
        return IntStream.range(0, EACH).mapToObj(i -> sender + ":" + i).toList();
    }

    @Test
    @DisplayName("loses nothing, doubles nothing, and throws nothing")
    void nothingIsLostNothingIsDoubled() throws Exception {
        PushSocket push = zmq.push(o -> o.sendHighWaterMark(100));
        EventLog events = EventLog.of(push);
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(100));
        push.connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        Queue<String> got = new ConcurrentLinkedQueue<>();
        AtomicBoolean running = new AtomicBoolean(true);

        // Receiving, in every way there is.
        onThread(() -> {
            while (running.get()) {
                ZmqMessage message = pull.tryReceive();
                if (message != null) {
                    got.add(message.text());
                }
            }
            return null;
        });
        for (int i = 0; i < 2; i++) {
            onThread(() -> {
                while (running.get()) {
                    pull.receive(Schedulers.parallel())
                            .take(50)
                            .takeUntilOther(Flux.interval(Duration.ofMillis(20)))
                            .doOnNext(message -> got.add(message.text()))
                            .blockLast(LIMIT);
                }
                return null;
            });
        }
        pull.receive().subscribe(message -> got.add(message.text()));

        // Endpoints that come and go; what was accepted for them is sent before they go.
        AtomicBoolean sending = new AtomicBoolean(true);
        List<Future<?>> endpoints = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            PullSocket passing = zmq.pull();
            Endpoint at = passing.bind("tcp://127.0.0.1:*").block(LIMIT);
            passing.receive().subscribe(message -> got.add(message.text()));
            endpoints.add(threads.submit(() -> {
                while (sending.get()) {
                    push.connect(at);
                    push.awaitPeers(1).block(LIMIT);
                    push.statistics().block(LIMIT);
                    push.disconnect(at);
                }
                return null;
            }));
        }

        // Sending, in every way there is.
        List<Future<?>> senders = new ArrayList<>();
        for (String sender : List.of("a", "b")) {
            senders.add(threads.submit(
                    () -> numbered(sender).forEach(text -> push.send(text).block(LIMIT))));
        }
        for (String sender : List.of("c", "d")) {
            senders.add(threads.submit(() -> numbered(sender).forEach(text -> {
                while (!push.trySend(ZmqMessage.of(text))) {
                    Thread.onSpinWait();
                }
            })));
        }
        for (String sender : List.of("e", "f")) {
            senders.add(threads.submit(() -> push.send(Flux.fromIterable(numbered(sender))
                            .map(ZmqMessage::of)
                            .publishOn(Schedulers.parallel()))
                    .block(LIMIT)));
        }
        for (Future<?> sender : senders) {
            sender.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        sending.set(false);
        for (Future<?> endpoint : endpoints) {
            endpoint.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }

        // Closing, by several at once.
        for (int i = 0; i < 4; i++) {
            onThread(() -> push.close().block(LIMIT));
        }
        Await.until("everything has come", () -> got.size() >= 6 * EACH);
        running.set(false);
        awaitJobs();
        Set<String> expected = new TreeSet<>();
        List.of("a", "b", "c", "d", "e", "f").forEach(sender -> expected.addAll(numbered(sender)));
        assertThat(got).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(push.statistics().block(LIMIT).dropped()).isZero();
        assertThat(push.statistics().block(LIMIT).messagesSent()).isEqualTo(6 * EACH);
        assertThat(events.all())
                .filteredOn(Disconnected.class::isInstance)
                .allSatisfy(
                        event -> assertThat(((Disconnected) event).cause()).isInstanceOf(SocketClosedException.class));
    }

    @Test
    @DisplayName("knows in the end exactly the subscriptions that are left")
    void subscriptionsByManyThreads() throws Exception {
        int topics = 300;
        PubSocket pub = zmq.pub();
        PubSocket passing = zmq.pub();
        SubSocket sub = zmq.sub();
        sub.connect(pub.bind("tcp://127.0.0.1:*").block(LIMIT));
        Endpoint at = passing.bind("tcp://127.0.0.1:*").block(LIMIT);
        for (int t = 0; t < 4; t++) {
            int thread = t;
            onThread(() -> {
                for (int i = 0; i < topics; i++) {
                    sub.subscribe("shared").subscribe(thread + "/" + i + "/");
                    if (i % 2 == 1) {
                        sub.unsubscribe(thread + "/" + i + "/");
                    }
                    if (thread != 0 || i > 0) {
                        sub.unsubscribe("shared");
                    }
                    if (i % 50 == 0) {
                        String own = at.uri();
                        if (thread == 0) {
                            sub.connect(own);
                            sub.disconnect(own);
                        }
                    }
                }
                return null;
            });
        }
        awaitJobs();
        int left = 4 * topics / 2 + 1;
        Await.until("the publisher knows them", () -> {
            var peers = pub.statistics().block(LIMIT).peers();
            return !peers.isEmpty() && peers.get(0).subscriptions() == left;
        });
        Queue<String> got = new ConcurrentLinkedQueue<>();
        sub.receive().subscribe(message -> got.add(message.text()));
        Set<String> expected = new TreeSet<>();
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < topics; i++) {
                String topic = t + "/" + i + "/";
                pub.send(topic).block(LIMIT);
                if (i % 2 == 0) {
                    expected.add(topic);
                }
            }
        }
        pub.send("shared").block(LIMIT);
        expected.add("shared");
        Await.until("the last has come", () -> got.contains("shared"));
        assertThat(got).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @DisplayName("may be closed in the middle of it all, and every caller learns that it is")
    void closedInTheMiddle() throws Exception {
        for (int round = 0; round < 10; round++) {
            PullSocket pull = zmq.pull();
            PushSocket push = zmq.push(o -> o.linger(Duration.ZERO).sendHighWaterMark(10));
            Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
            Endpoint comesAndGoes = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
            push.connect(at).awaitPeers(1).block(LIMIT);
            AtomicInteger received = new AtomicInteger();
            pull.receive().subscribe(message -> received.incrementAndGet());
            AtomicInteger closed = new AtomicInteger();
            List<Callable<?>> users = List.of(
                    () -> push.send("m").block(LIMIT),
                    () -> push.trySend(ZmqMessage.of("m")),
                    () -> push.send(Flux.just(ZmqMessage.of("m"))).block(LIMIT),
                    // The loop gets to do it before it is told the next, or the one would run away from the other.
                    () -> push.connect(comesAndGoes)
                            .disconnect(comesAndGoes)
                            .statistics()
                            .block(LIMIT));
            for (Callable<?> user : users) {
                onThread(() -> {
                    while (true) {
                        try {
                            user.call();
                        } catch (SocketClosedException end) {
                            return closed.incrementAndGet();
                        }
                    }
                });
            }
            Await.until("traffic", () -> received.get() > 100);
            for (int i = 0; i < 3; i++) {
                onThread(() -> push.close().block(LIMIT));
            }
            awaitJobs();
            assertThat(closed.get()).isEqualTo(users.size());
            pull.close().block(LIMIT);
        }
    }
}
