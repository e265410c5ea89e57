package io.reactivezmq.samples.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.micrometer.ZmqMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.Disposable;

/** Measures the processor time of an idle process without and with meters of its sockets. */
@Command(name = "sampling_cost", description = "Measures the processor time that sampling for meters takes.")
final class SamplingCost implements Runnable {

    @Option(names = "--sockets", defaultValue = "50", description = "sockets (default: ${DEFAULT-VALUE})")
    private int sockets;

    @Option(names = "--peers", defaultValue = "1000", description = "peers of all sockets (default: ${DEFAULT-VALUE})")
    private int peers;

    @Option(names = "--seconds", defaultValue = "20", description = "of each part (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public void run() {
        ZmqContext metered = ZmqContext.create(o -> o.loops(2));
        int sinks = sockets / 2;
        for (int i = 0; i < sinks; i++) {
            metered.pull().bind("inproc://sink-" + i).block();
        }
        List<PushSocket> sources = new ArrayList<>();
        for (int i = sinks; i < sockets; i++) {
            sources.add(metered.push());
        }
        // Each connection is a peer of two sockets.
        int connections = peers / 2;
        for (int i = 0; i < connections; i++) {
            sources.get(i % sources.size()).connect("inproc://sink-" + i / sources.size() % sinks);
        }
        sources.forEach(
                source -> source.awaitPeers(connections / sources.size()).block());
        double idle = percentOfOneCore();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Disposable metrics = ZmqMetrics.bind(metered, registry);
        // The code is compiled meanwhile.
        percentOfOneCore();
        double sampling = percentOfOneCore();
        System.out.printf(
                Locale.ROOT,
                "%d sockets, %d peers, %d meters: %.2f %% of one core with meters, %.2f %% without%n",
                metered.sockets().size(),
                peers,
                registry.getMeters().size(),
                sampling,
                idle);
        metrics.dispose();
    }

    /** Measures the loops and the meters. The JIT compiler, which ends its work, is left out. */
    private double percentOfOneCore() {
        try {
            long used = ProcessorTime.ofThreads("zmq-");
            long begun = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            return 100.0 * (ProcessorTime.ofThreads("zmq-") - used) / (System.nanoTime() - begun);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
