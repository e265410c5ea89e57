package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Many senders of all kinds on threads of their own: what was accepted arrives, once, in its sender's order. */
class SendStressTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.withThread();

    private static List<String> numbered(int sender, int count) {
        return IntStream.range(0, count).mapToObj(i -> sender + ":" + i).toList();
    }

    private static List<String> of(int sender, List<String> all) {
        return all.stream().filter(text -> text.startsWith(sender + ":")).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void everythingArrivesOnceAndInOrder(int highWaterMark) throws InterruptedException {
        int each = 5_000;
        PushSocket push = harness.zmq()
                .push(o -> o.sendHighWaterMark(highWaterMark).maxPendingSends(10_000))
                .connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept().reading();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Flux<ZmqMessage>> publishers = List.of(
                Flux.fromIterable(numbered(0, each)).map(ZmqMessage::of),
                Flux.fromIterable(numbered(1, each)).map(ZmqMessage::of).publishOn(Schedulers.parallel()),
                Flux.fromIterable(numbered(2, each)).map(ZmqMessage::of).subscribeOn(Schedulers.parallel()));
        publishers.forEach(publisher -> push.send(publisher).subscribe());
        // One after the other.
        threads.execute(() -> numbered(3, each).forEach(text -> push.send(text).block()));
        threads.execute(() -> numbered(4, each).forEach(text -> push.send(text).block()));
        // As fast as it goes.
        threads.execute(() -> numbered(5, each).forEach(text -> {
            while (!push.trySend(ZmqMessage.of(text))) {
                Thread.yield();
            }
        }));
        threads.execute(() -> Flux.fromIterable(numbered(6, each))
                .flatMapSequential(push::send, 32)
                .blockLast());
        threads.shutdown();

        List<String> got = new ArrayList<>();
        for (int i = 0; i < 7 * each; i++) {
            got.add(sink.next().text());
        }
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        for (int sender = 0; sender < 6; sender++) {
            assertThat(of(sender, got)).as("sender %d", sender).isEqualTo(numbered(sender, each));
        }
        assertThat(of(6, got)).containsExactlyInAnyOrderElementsOf(numbered(6, each));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatIsCancelledIsEitherSentOrNotAndNoPlaceIsLost(long seed) throws InterruptedException {
        int limit = 64;
        PushSocket push = harness.zmq()
                .push(o -> o.sendHighWaterMark(2).maxPendingSends(limit))
                .connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        AtomicInteger tooMany = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
            int thread = t;
            Random random = new Random(seed * 10 + t);
            threads.execute(() -> {
                List<Disposable> open = new ArrayList<>();
                for (int i = 0; i < 5_000; i++) {
                    String text = thread + ":" + i;
                    open.add(push.send(text)
                            .subscribe(null, failure -> tooMany.incrementAndGet(), () -> accepted.add(text)));
                    if (random.nextInt(3) > 0) {
                        Disposable victim = open.remove(random.nextInt(open.size()));
                        if (random.nextBoolean()) {
                            victim.dispose();
                        } else {
                            Schedulers.parallel().schedule(victim::dispose);
                        }
                    }
                }
                open.forEach(Disposable::dispose);
            });
        }
        threads.shutdown();
        List<String> got = new ArrayList<>();
        while (!threads.awaitTermination(1, TimeUnit.MILLISECONDS)) {
            got.addAll(sink.takeTexts(10));
        }
        for (int i = 0; i < 200; i++) {
            got.addAll(sink.takeTexts());
        }
        assertThat(got).doesNotHaveDuplicates().containsAll(accepted);

        // Every place is free again.
        push.send("a").block();
        push.send("b").block();
        for (int i = 0; i < limit; i++) {
            push.send("w" + i).subscribe();
        }
        harness.settle();
        List<Throwable> failures = new ArrayList<>();
        push.send("one too many").subscribe(null, failures::add);
        harness.settle();
        assertThat(failures).singleElement().isInstanceOf(TooManyPendingException.class);
        for (int i = 0; i < limit; i++) {
            got.addAll(sink.takeTexts());
        }
        assertThat(got).contains("w0", "w" + (limit - 1));
    }

    @Test
    void whatWasAcceptedAndCouldNotBeSentIsCountedWhenItCloses() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            String name = "round" + round;
            PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(100).linger(java.time.Duration.ZERO));
            harness.await(push.bind(harness.uri(name)));
            FakePeer sink = harness.at(name).connect().reading();
            AtomicInteger accepted = new AtomicInteger();
            Thread sender = new Thread(() -> {
                try {
                    while (true) {
                        if (push.trySend(ZmqMessage.of("m"))) {
                            accepted.incrementAndGet();
                        }
                    }
                } catch (io.reactivezmq.error.SocketClosedException closed) {
                    // As expected.
                }
            });
            sender.start();
            sink.next();
            if (round % 2 == 0) {
                sink.disconnect();
            }
            push.close().block();
            sender.join();
            var statistics = push.statistics().block();
            assertThat(statistics.messagesSent()
                            + statistics.dropped(DropReason.LINGER_EXPIRED)
                            + statistics.dropped(DropReason.PEER_GONE))
                    .as("round %d", round)
                    .isEqualTo(accepted.get());
        }
    }
}
