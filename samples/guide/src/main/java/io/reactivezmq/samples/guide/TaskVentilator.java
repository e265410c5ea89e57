package io.reactivezmq.samples.guide;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Distributes numbered tasks, {@code [number, data]}, to the connected workers. A task is generated when a worker has
 * room for it, so without workers none is. The tasks of a dead worker are generated again when the sink reports them
 * missing.
 */
@Command(name = "task-ventilator", description = "3. PUSH: hands out tasks to whichever workers are there.")
public final class TaskVentilator implements Program {

    /**
     * Size of the kernel's send buffer in bytes. It is small, because the messages in it are lost with their worker.
     */
    private static final int KERNEL_BUFFER = 32 * 1024;

    static final ZmqMessage ALL_DONE = ZmqMessage.of("all done");

    @Option(names = "--bind", description = "where workers come for tasks")
    private String endpoint = "tcp://127.0.0.1:5557";

    @Option(names = "--again", description = "where the sink comes with the numbers of lost tasks")
    private String againEndpoint = "tcp://127.0.0.1:5559";

    @Option(names = "--tasks", description = "how many tasks")
    private int tasks = 10_000;

    @Option(names = "--size", description = "bytes in a task")
    private int size = 16 * 1024;

    private final AtomicInteger made = new AtomicInteger();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("task-ventilator", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PushSocket push = zmq.push(o -> o.sendHighWaterMark(1).sendBuffer(KERNEL_BUFFER));
        PullSocket again = zmq.pull();
        Flux<Integer> numbers = Flux.range(1, tasks).concatWith(lost(again));
        return push.bind(endpoint)
                .doOnNext(at -> out.println("tasks at " + at))
                .then(again.bind(againEndpoint))
                .then(Report.everySecond(out, () -> "made " + made, push.send(numbers.map(this::task))))
                .doOnSuccess(done -> out.println("all done, made " + made));
    }

    private static Flux<Integer> lost(PullSocket again) {
        return again.receive()
                .takeWhile(message -> !message.equals(ALL_DONE))
                .map(message -> Integer.valueOf(message.text()));
    }

    private ZmqMessage task(int number) {
        made.incrementAndGet();
        return ZmqMessage.of(Integer.toString(number), "x".repeat(size));
    }
}
