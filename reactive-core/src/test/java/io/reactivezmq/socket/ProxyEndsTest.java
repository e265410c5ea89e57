package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.internal.loop.ThreadLoops;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * A proxy that is paused, resumed and ended at random under load: its signals never overlap, and each message that it
 * took was forwarded or is counted.
 */
class ProxyEndsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private enum End {
        TERMINATE,
        CANCEL,
        CLOSE_FRONTEND,
        CLOSE_BACKEND
    }

    static Stream<Arguments> ends() {
        return Stream.of(End.values()).flatMap(end -> Stream.of(1, 2).map(loops -> Arguments.of(end, loops)));
    }

    @ParameterizedTest(name = "{0}, {1} loops")
    @MethodSource("ends")
    void whatWasTakenWasForwardedOrIsCounted(End end, int loops) throws InterruptedException {
        ThreadLoops group = new ThreadLoops(loops);
        ZmqContext zmq = ZmqContext.on(group);
        try {
            for (int round = 0; round < 40; round++) {
                oneRound(zmq, end, new Random(round));
            }
        } finally {
            zmq.close().block(LIMIT);
            group.shutdown().block(LIMIT);
        }
    }

    private static void oneRound(ZmqContext zmq, End end, Random random) throws InterruptedException {
        PullSocket front = zmq.pull(o -> o.receiveHighWaterMark(50));
        PushSocket back = zmq.push(o -> o.sendHighWaterMark(20).linger(LIMIT));
        String in = "inproc://in-" + System.nanoTime();
        String out = "inproc://out-" + System.nanoTime();
        front.bind(in).block(LIMIT);
        PullSocket sink = zmq.pull();
        sink.bind(out).block(LIMIT);
        back.connect(out);
        PushSocket source = zmq.push(o -> o.linger(Duration.ZERO)).connect(in);
        AtomicInteger arrived = new AtomicInteger();
        sink.receive().subscribe(message -> arrived.incrementAndGet());
        source.send(Flux.range(0, Integer.MAX_VALUE).map(i -> ZmqMessage.of("m" + i)))
                .onErrorComplete()
                .subscribe();

        AtomicInteger discarded = new AtomicInteger();
        ZmqProxy proxy = zmq.proxy(front, back);
        Mono<SignalType> run = proxy.run()
                .doOnDiscard(ZmqMessage.class, message -> discarded.incrementAndGet())
                .thenReturn(SignalType.ON_COMPLETE);
        Received<SignalType> running = Received.of(run, 1);
        AtomicBoolean over = new AtomicBoolean();
        Thread pauses = new Thread(() -> {
            while (!over.get()) {
                proxy.pause();
                Thread.onSpinWait();
                proxy.resume();
            }
        });
        pauses.start();
        int enough = random.nextInt(500);
        waitFor(() -> arrived.get() >= enough);
        switch (end) {
            case TERMINATE -> proxy.terminate();
            case CANCEL -> running.cancel();
            case CLOSE_FRONTEND -> front.close();
            case CLOSE_BACKEND -> back.close();
        }
        if (end == End.CANCEL) {
            // A canceled run signals nothing; both loops have done with it when they answer.
            front.statistics().then(back.statistics()).block(LIMIT);
        } else {
            assertThat(running.awaitEnd().isCompleted()).isTrue();
        }
        over.set(true);
        pauses.join();
        back.flush().block(LIMIT);
        ZmqProxy.Statistics statistics = proxy.statistics();
        back.close().block(LIMIT);
        waitFor(() -> arrived.get() + statistics.frontendDropped() >= statistics.frontendMessages());
        assertThat(arrived.get() + statistics.frontendDropped())
                .as("%s", statistics)
                .isEqualTo(statistics.frontendMessages());
        assertThat(discarded.get()).isEqualTo((int) statistics.frontendDropped());
        Flux.just(front, source, sink).flatMap(socket -> socket.close()).blockLast(LIMIT);
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
