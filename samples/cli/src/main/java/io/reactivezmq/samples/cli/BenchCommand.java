package io.reactivezmq.samples.cli;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Measures the time of round trips to any REP. */
@Command(
        name = "bench",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Sends requests to a REP and measures the time until each is answered.",
        footer = {
            "",
            "Example: zmqcat rep -b tcp://127.0.0.1:5555 --echo &  zmqcat bench -c tcp://127.0.0.1:5555 -n 50000"
        })
final class BenchCommand extends SocketCommand<ReqSocket> {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "100",
            description = "Of each request. Default: 100.")
    private int size = 100;

    @Option(names = "--in-flight", paramLabel = "N", defaultValue = "1", description = "Default: 1.")
    private int inFlight = 1;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Requests before. Default: 10000.")
    private int warmUp = 10_000;

    @Option(names = "--json", description = "Prints the result as one line of JSON.")
    private boolean json;

    @Override
    ReqSocket open(ZmqContext zmq) {
        return zmq.req(options -> {
            configure(options);
            options.maxInFlight(inFlight);
        });
    }

    @Override
    Mono<Void> use(ReqSocket socket, Execution execution) {
        long count = flow.hasCount() ? flow.count() : 100_000;
        Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        return trips(socket, warmUp, new Histogram(times), execution).then(Mono.defer(() -> {
            long start = System.nanoTime();
            return trips(socket, count, times, execution)
                    .publishOn(execution.output())
                    .doOnSuccess(done -> report(
                            times,
                            count,
                            (System.nanoTime() - start) / 1e9,
                            execution.streams().out()));
        }));
    }

    /** Makes round trips. All answers come on the loop of the socket, so that the histogram has one writer. */
    private Mono<Void> trips(ReqSocket socket, long count, Histogram times, Execution execution) {
        ZmqMessage body = ZmqMessage.wrap(new byte[size]);
        return Flux.<ZmqMessage>generate(sink -> sink.next(body))
                .take(count)
                .flatMap(
                        request -> {
                            long sent = System.nanoTime();
                            return socket.request(request).doOnNext(answer -> {
                                long time = System.nanoTime() - sent;
                                times.recordValue(Math.min(time, times.getHighestTrackableValue()));
                                execution.progress().received();
                            });
                        },
                        inFlight)
                .then();
    }

    private void report(Histogram times, long count, double seconds, PrintStream out) {
        if (json) {
            StringBuilder line = new StringBuilder();
            line.append(String.format(
                    Locale.ROOT,
                    "{\"requests\":%d,\"size\":%d,\"in_flight\":%d,\"seconds\":%.3f,\"per_second\":%.0f",
                    count,
                    size,
                    inFlight,
                    seconds,
                    count / seconds));
            for (double each : PERCENTILES) {
                line.append(String.format(
                        Locale.ROOT, ",\"p%s_us\":%.1f", name(each), times.getValueAtPercentile(each) / 1e3));
            }
            out.println(line.append('}'));
            return;
        }
        out.printf("%,d requests of %,d bytes in %.2f s: %,.0f per second%n", count, size, seconds, count / seconds);
        for (double each : PERCENTILES) {
            out.printf("  %5s %%  %,10.1f us%n", name(each), times.getValueAtPercentile(each) / 1e3);
        }
    }

    private static String name(double percentile) {
        return percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : Double.toString(percentile);
    }
}
