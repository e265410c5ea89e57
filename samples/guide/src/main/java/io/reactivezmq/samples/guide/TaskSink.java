package io.reactivezmq.samples.guide;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Collects the results and records them in the ledger. When no result has arrived for a while and some are missing, a
 * worker must have died with the tasks it had fetched. ZeroMQ does not report this loss, so the sink counts. It
 * requests these tasks from the ventilator again, or reports them as lost ({@code --no-again}).
 */
@Command(name = "task-sink", description = "3. PULL: gathers the results, and counts what is missing.")
public final class TaskSink implements Program {

    @Option(names = "--bind", description = "where workers bring results")
    private String endpoint = "tcp://127.0.0.1:5558";

    @Option(names = "--again", description = "where the ventilator takes the numbers of lost tasks")
    private String ventilator = "tcp://127.0.0.1:5559";

    @Option(names = "--no-again", description = "report lost tasks, and do not ask for them again")
    private boolean reportOnly;

    @Option(names = "--tasks", description = "how many tasks")
    private int tasks = 10_000;

    @Option(names = "--quiet", description = "after how many milliseconds without a result what is missing is lost")
    private int quiet = 3000;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("task-sink", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PullSocket results = zmq.pull();
        PushSocket again = zmq.push().connect(ventilator);
        Ledger ledger = new Ledger(tasks);
        return results.bind(endpoint)
                .doOnNext(at -> out.println("results at " + at))
                .then(Report.everySecond(out, ledger::toString, gather(results, ledger, again, out)))
                .doOnSuccess(done -> out.println("end: " + ledger))
                .then(again.send(TaskVentilator.ALL_DONE));
    }

    private Mono<Void> gather(PullSocket results, Ledger ledger, PushSocket again, PrintStream out) {
        return Flux.defer(() -> results.receive()
                        .doOnNext(ledger::add)
                        .takeUntil(result -> ledger.isComplete())
                        .timeout(ledger.isEmpty() ? Mono.never() : quiet(), result -> quiet()))
                .retryWhen(Retry.indefinitely()
                        .filter(failure -> failure instanceof TimeoutException && !reportOnly && !ledger.isComplete())
                        .doBeforeRetryAsync(failure -> askAgain(ledger, again, out)))
                .onErrorComplete(TimeoutException.class)
                .then();
    }

    private Mono<Long> quiet() {
        return Mono.delay(Duration.ofMillis(quiet));
    }

    private static Mono<Void> askAgain(Ledger ledger, PushSocket again, PrintStream out) {
        out.println("again: " + ledger.missing().size());
        return again.send(Flux.fromIterable(ledger.missing()).map(number -> ZmqMessage.of(number.toString())));
    }
}
