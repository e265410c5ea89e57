package io.reactivezmq.samples.benchmarks;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.micrometer.ZmqObservations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Measures what observing costs: pipelined requests over TCP, in turns with plain sockets and with observed ones on
 * both sides. The requests are counted by the processor time of the loops.
 */
@Command(name = "observed_rps", description = "Compares the processor time of requests with and without observations.")
final class ObservedRps implements Runnable {

    private static final int IN_FLIGHT = 100;
    private static final int WARM_UP = 2;

    @Option(names = "--turns", defaultValue = "20", description = "turns of each kind (default: ${DEFAULT-VALUE})")
    private int turns;

    @Option(names = "--turn-ms", defaultValue = "1000", description = "length of a turn (default: ${DEFAULT-VALUE})")
    private int turnMillis;

    private final LongAdder replies = new LongAdder();

    @Override
    public void run() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
        ZmqContext zmq = ZmqContext.create(o -> o.loops(2));
        ZmqObservations observations = ZmqObservations.of(registry);
        ReqSocket plain = pair(zmq.rep(), zmq.req(o -> o.maxInFlight(IN_FLIGHT)));
        ReqSocket observed =
                pair(observations.observe(zmq.rep()), observations.observe(zmq.req(o -> o.maxInFlight(IN_FLIGHT))));

        List<Double> costs = new ArrayList<>();
        for (int turn = -WARM_UP; turn < turns; turn++) {
            boolean observedFirst = turn % 2 == 0;
            double first = nanosPerRequest(observedFirst ? observed : plain);
            double second = nanosPerRequest(observedFirst ? plain : observed);
            if (turn >= 0) {
                costs.add(observedFirst ? first / second : second / first);
            }
        }
        costs.sort(null);
        System.out.printf(
                Locale.ROOT,
                "processor time of a request with observations to without: %.2f (%.2f to %.2f in %d pairs of turns)%n",
                costs.get(costs.size() / 2),
                costs.get(0),
                costs.get(costs.size() - 1),
                costs.size());
    }

    private static ReqSocket pair(RepSocket rep, ReqSocket req) {
        rep.serve(Mono::just).subscribe();
        req.connect(Pairs.bind(rep)).awaitPeers(1).block();
        return req;
    }

    private double nanosPerRequest(ReqSocket req) {
        ZmqMessage request = ZmqMessage.of(new byte[100]);
        Disposable asking = Flux.range(0, IN_FLIGHT)
                .flatMap(
                        slot -> req.request(request)
                                .doOnNext(reply -> replies.increment())
                                .repeat(),
                        IN_FLIGHT)
                .subscribe();
        try {
            long before = replies.sum();
            long begun = ProcessorTime.ofThreads("zmq-");
            TimeUnit.MILLISECONDS.sleep(turnMillis);
            return (double) (ProcessorTime.ofThreads("zmq-") - begun) / Math.max(1, replies.sum() - before);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            asking.dispose();
        }
    }
}
