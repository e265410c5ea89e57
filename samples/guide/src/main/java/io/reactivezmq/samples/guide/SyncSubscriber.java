package io.reactivezmq.samples.guide;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports ready once it is connected, and counts the messages up to the END. Here are ten of them in one process. */
@Command(name = "sync-subscriber", description = "8. SUB and REQ: reports ready, and counts what comes.")
public final class SyncSubscriber implements Program {

    private static final Duration LOOK = Duration.ofMillis(200);

    @Option(names = "--connect", description = "where the publisher is")
    private String publisher = "tcp://127.0.0.1:5580";

    @Option(names = "--ready", description = "where to report ready")
    private String readyEndpoint = "tcp://127.0.0.1:5581";

    @Option(names = "--subscribers", description = "how many of them to run")
    private int subscribers = 10;

    @Option(names = "--hwm", description = "messages that may wait in each")
    private int highWaterMark = 1_100_000;

    private final LongAdder received = new LongAdder();

    /** Runs alone. */
    public static void main(String[] args) {
        Guide.start("sync-subscriber", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        Flux<Long> counts = Flux.range(1, subscribers)
                .flatMap(
                        number -> count(zmq).doOnNext(n -> out.println("subscriber " + number + " received " + n)),
                        subscribers);
        return Report.every(LOOK, out, this::progress, counts).doOnSuccess(done -> out.println("end: " + progress()));
    }

    private Mono<Long> count(ZmqContext zmq) {
        SubSocket sub = zmq.sub(o -> o.receiveHighWaterMark(highWaterMark))
                .subscribe("")
                .connect(publisher);
        ReqSocket req = zmq.req().connect(readyEndpoint);
        return sub.awaitPeers(1)
                .then(req.request("ready"))
                .thenMany(sub.receive())
                .takeWhile(message -> !message.equals(SyncPublisher.END))
                .doOnNext(message -> received.increment())
                .count();
    }

    private String progress() {
        return "received " + received + ", " + Heap.look();
    }
}
