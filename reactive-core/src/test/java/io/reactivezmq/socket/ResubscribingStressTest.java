package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ReceiveTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Receivers that come one after the other, made by the operators that make them, on real threads: every peer's messages
 * come in its order, none is doubled, and none is lost but those that Reactor says it has dropped.
 */
class ResubscribingStressTest {

    private static final int PEERS = 2;
    private static final int EACH = 4_000;
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final Queue<String> dropped = new ConcurrentLinkedQueue<>();
    private ZmqContext zmq;
    private PullSocket pull;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        pull = zmq.pull(o -> o.receiveHighWaterMark(16));
        pull.bind("inproc://here").block(LIMIT);
        // Who blocks in the end is interrupted.
        Hooks.onErrorDropped(failure -> {});
        Hooks.onNextDropped(value -> {
            if (value instanceof ZmqMessage message) {
                dropped.add(message.text());
            }
        });
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
        Hooks.resetOnNextDropped();
        Hooks.resetOnErrorDropped();
    }

    private void send() {
        for (int peer = 0; peer < PEERS; peer++) {
            int number = peer;
            PushSocket push = zmq.push(o -> o.sendHighWaterMark(50)).connect("inproc://here");
            push.send(Flux.range(0, EACH).map(i -> ZmqMessage.of(number + ":" + i)))
                    .subscribe();
        }
    }

    /** What makes one Flux of all messages out of the socket, with one subscription after the other. */
    private record Form(String name, Function<PullSocket, Flux<ZmqMessage>> of) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Flux<ZmqMessage> scheduled(PullSocket pull) {
        return pull.receive(Schedulers.parallel());
    }

    private static <T> Flux<T> blocking(java.util.function.Supplier<T> next) {
        return Flux.<T>generate(sink -> sink.next(next.get())).subscribeOn(Schedulers.boundedElastic());
    }

    /** Nothing but the receiver itself cancels, so nothing may be lost. */
    static Stream<Form> exact() {
        return Stream.of(
                new Form("next().repeat()", pull -> scheduled(pull).next().repeat()),
                new Form("take(10).repeat()", pull -> scheduled(pull).take(10).repeat()),
                new Form(
                        "take(10, false).repeat()",
                        pull -> scheduled(pull).take(10, false).repeat()),
                new Form(
                        "limitRate, take, repeat",
                        pull -> scheduled(pull).take(7).limitRate(3).repeat()),
                new Form("retry()", ResubscribingStressTest::failing),
                new Form(
                        "next().block() in a loop",
                        pull -> blocking(() -> scheduled(pull).next().block(LIMIT))),
                new Form(
                        "receiveOne().block() in a loop",
                        pull -> blocking(() -> pull.receiveOne().block(LIMIT))),
                new Form(
                        "receiveOne(Duration)",
                        pull -> pull.receiveOne(Duration.ofNanos(1))
                                .onErrorResume(ReceiveTimeoutException.class, e -> Mono.empty())
                                .repeat()),
                new Form(
                        "all kinds in a loop",
                        pull -> blocking(new Mixed(pull)::next).flatMapIterable(Function.identity())),
                new Form(
                        "publishOn, repeat",
                        pull -> scheduled(pull)
                                .take(20)
                                .publishOn(Schedulers.single(), 4)
                                .repeat()),
                new Form(
                        "immediate",
                        pull -> pull.receive(Schedulers.immediate()).take(3).repeat()),
                new Form(
                        "elastic",
                        pull -> pull.receive(Schedulers.boundedElastic())
                                .take(3)
                                .repeat()),
                new Form(
                        "loop and scheduler in turn",
                        pull -> Flux.range(0, Integer.MAX_VALUE)
                                .hide()
                                .concatMap(i -> (i % 2 == 0 ? pull.receive() : scheduled(pull)).take(1 + i % 20), 1)));
    }

    /** Another thread gives up, so that Reactor may have a message in its hands that it has to drop. */
    static Stream<Form> givingUp() {
        return Stream.of(
                new Form(
                        "receiveOne().timeout()",
                        pull -> pull.receiveOne()
                                .timeout(Duration.ofNanos(20_000))
                                .onErrorResume(e -> Mono.empty())
                                .repeat()),
                new Form(
                        "takeUntilOther",
                        pull -> scheduled(pull)
                                .takeUntilOther(Mono.delay(Duration.ofNanos(50_000), Schedulers.single()))
                                .repeat()),
                new Form(
                        "switchMap",
                        pull -> Flux.interval(Duration.ofNanos(200_000))
                                .onBackpressureDrop()
                                .switchMap(i -> scheduled(pull))),
                new Form(
                        "timeout, retry",
                        pull -> scheduled(pull)
                                .take(20)
                                .timeout(Duration.ofNanos(200_000))
                                .retry()
                                .repeat()));
    }

    /** Ways to receive, by turns, that one thread uses. */
    private static final class Mixed {

        private final PullSocket pull;
        private int turn;

        private Mixed(PullSocket pull) {
            this.pull = pull;
        }

        private List<ZmqMessage> next() {
            return switch (turn++ % 4) {
                case 0 -> List.of(scheduled(pull).next().block(LIMIT));
                case 1 ->
                    Stream.generate(pull::tryReceive)
                            .limit(20)
                            .filter(java.util.Objects::nonNull)
                            .toList();
                case 2 -> List.of(pull.receiveOne().block(LIMIT));
                default -> List.of(pull.receive().next().block(LIMIT));
            };
        }
    }

    private static Flux<ZmqMessage> failing(PullSocket pull) {
        AtomicInteger count = new AtomicInteger();
        List<ZmqMessage> last = new ArrayList<>();
        return scheduled(pull)
                .doOnNext(message -> {
                    if (count.incrementAndGet() % 9 == 0) {
                        last.add(message);
                        throw new IllegalStateException("every ninth");
                    }
                })
                .onErrorResume(e -> Flux.concat(Flux.just(last.remove(0)), Flux.error(e)))
                .retry();
    }

    private List<List<String>> receive(Form form) throws InterruptedException {
        List<List<String>> received = List.of(new ArrayList<>(), new ArrayList<>());
        int total = PEERS * EACH;
        CountDownLatch all = new CountDownLatch(total);
        Disposable receiving = form.of()
                .apply(pull)
                .doOnDiscard(ZmqMessage.class, message -> dropped.add(message.text()))
                .subscribe(message -> {
                    String text = message.text();
                    received.get(text.charAt(0) - '0').add(text);
                    all.countDown();
                });
        send();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (all.getCount() > dropped.size() && System.nanoTime() < deadline) {
            all.await(10, TimeUnit.MILLISECONDS);
        }
        receiving.dispose();
        return received;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exact")
    void allComeInOrder(Form form) throws InterruptedException {
        List<List<String>> received = receive(form);
        for (int peer = 0; peer < PEERS; peer++) {
            int number = peer;
            assertThat(received.get(peer))
                    .isEqualTo(Stream.iterate(0, i -> i + 1)
                            .limit(EACH)
                            .map(i -> number + ":" + i)
                            .toList());
        }
        assertThat(dropped).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("givingUp")
    void whatIsNotDroppedComesInOrder(Form form) throws InterruptedException {
        List<List<String>> received = receive(form);
        List<String> all = new ArrayList<>(dropped);
        for (List<String> ofPeer : received) {
            List<Integer> numbers = ofPeer.stream()
                    .map(text -> Integer.parseInt(text.substring(2)))
                    .toList();
            assertThat(numbers).isSorted();
            all.addAll(ofPeer);
        }
        assertThat(all).doesNotHaveDuplicates().hasSize(PEERS * EACH);
    }
}
