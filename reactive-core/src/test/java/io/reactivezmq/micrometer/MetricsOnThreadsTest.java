package io.reactivezmq.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Meters of sockets on loops with threads. */
class MetricsOnThreadsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MESSAGES = 1000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ZmqContext zmq = ZmqContext.create(o -> o.loops(2));

    @AfterEach
    void close() {
        zmq.close().block(PATIENCE);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean showsAllMessages() {
        FunctionCounter counter =
                registry.find("zmq.messages.received").tag("socket", "sink").functionCounter();
        return counter != null && counter.count() == MESSAGES;
    }

    @Test
    void metersShowWhatWasReceivedAndEndWithTheContext() {
        Disposable metrics = ZmqMetrics.bind(zmq, registry, options -> options.step(Duration.ofMillis(10)));
        PullSocket pull = zmq.pull(o -> o.name("sink"));
        pull.bind("inproc://metrics").block(PATIENCE);
        pull.receive().subscribe();
        PushSocket push = zmq.push(o -> o.name("source")).connect("inproc://metrics");
        push.send(Flux.range(0, MESSAGES).map(i -> ZmqMessage.of("m" + i))).block(PATIENCE);

        await("all messages", this::showsAllMessages);
        await(
                "the lag of both loops",
                () -> registry.find("zmq.loop.lag").timers().size() == 2);
        zmq.close().block(PATIENCE);
        await("the end", () -> metrics.isDisposed() && registry.getMeters().isEmpty());
    }
}
