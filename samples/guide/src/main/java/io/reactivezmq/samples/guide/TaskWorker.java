package io.reactivezmq.samples.guide;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Does one task after the other and sends each result, {@code [number, worker's name]}, to the sink. It requests a task
 * when it has done the one before, so a slow worker gets fewer. The tasks that it has fetched are lost when it is
 * killed.
 */
@Command(name = "task-worker", description = "3. PULL to PUSH: does tasks, and sends results to the sink.")
public final class TaskWorker implements Program {

    private static final int KERNEL_BUFFER = 32 * 1024;

    @Option(names = "--tasks", description = "where the ventilator is")
    private String ventilator = "tcp://127.0.0.1:5557";

    @Option(names = "--results", description = "where the sink is")
    private String sink = "tcp://127.0.0.1:5558";

    @Option(names = "--name", description = "who does it")
    private String name = "worker-" + ProcessHandle.current().pid();

    @Option(names = "--work", description = "milliseconds for each task")
    private int work = 10;

    private final LongAdder done = new LongAdder();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("task-worker", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PullSocket tasks = zmq.pull(o -> o.receiveHighWaterMark(1).receiveBuffer(KERNEL_BUFFER))
                .connect(ventilator);
        PushSocket results = zmq.push().connect(sink);
        out.println(name + " works");
        return Report.everySecond(
                out,
                () -> name + " has done " + done,
                results.send(tasks.receive().concatMap(this::work, 0).doOnNext(result -> done.increment())));
    }

    private Mono<ZmqMessage> work(ZmqMessage task) {
        return Mono.just(ZmqMessage.of(task.text(0), name)).delayElement(Duration.ofMillis(work));
    }
}
