package io.reactivezmq.samples.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.micrometer.ZmqMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Measures one stream over TCP in turns without and with meters, so that other load of the machine meets both. The
 * messages are counted by the processor time of the loops, which carry both ends of the stream, and of the meters. So
 * the time that other processes take does not count.
 */
@Command(name = "metered_thr", description = "Compares the throughput with and without meters.")
final class MeteredThr implements Runnable {

    private static final int WARM_UP = 2;

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Option(names = "--turns", defaultValue = "20", description = "turns of each kind (default: ${DEFAULT-VALUE})")
    private int turns;

    @Option(names = "--turn-ms", defaultValue = "1000", description = "length of a turn (default: ${DEFAULT-VALUE})")
    private int turnMillis;

    private final LongAdder received = new LongAdder();

    @Override
    public void run() {
        ZmqContext zmq = ZmqContext.create(o -> o.loops(2));
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(Pairs.bind(pull));
        pull.receive().subscribe(message -> received.increment());
        ZmqMessage message = ZmqMessage.of(new byte[messageSize]);
        push.send(Flux.generate(sink -> sink.next(message))).subscribe();

        List<Double> ratios = new ArrayList<>();
        for (int turn = -WARM_UP; turn < turns; turn++) {
            // Which comes first alternates, so that a trend of the machine favors neither.
            boolean meteredFirst = turn % 2 == 0;
            double first = messagesPerProcessorSecond(zmq, meteredFirst);
            double second = messagesPerProcessorSecond(zmq, !meteredFirst);
            if (turn >= 0) {
                ratios.add(meteredFirst ? first / second : second / first);
            }
        }
        ratios.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%d bytes: throughput with meters to without: %.3f (%.3f to %.3f in %d pairs of turns)%n",
                messageSize,
                ratios.get(ratios.size() / 2),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                ratios.size());
    }

    private double messagesPerProcessorSecond(ZmqContext zmq, boolean metered) {
        Disposable metrics = metered ? ZmqMetrics.bind(zmq, new SimpleMeterRegistry()) : Disposables.disposed();
        try {
            long before = received.sum();
            long begun = ProcessorTime.ofThreads("zmq-");
            TimeUnit.MILLISECONDS.sleep(turnMillis);
            return (received.sum() - before) * 1e9 / (ProcessorTime.ofThreads("zmq-") - begun);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            metrics.dispose();
        }
    }
}
