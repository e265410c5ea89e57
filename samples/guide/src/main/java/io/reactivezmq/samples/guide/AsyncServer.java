package io.reactivezmq.samples.guide;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Squares numbers, with many requests in progress at once. Each takes a different time, and each answer is sent as soon
 * as it is ready.
 */
@Command(name = "async-server", description = "5. REP: answers many requests at once, in any order.")
public final class AsyncServer implements Program {

    private static final int SLOWEST = 20; // milliseconds

    @Option(names = "--bind", description = "where to listen")
    private String endpoint = "tcp://127.0.0.1:5565";

    @Option(names = "--concurrency", description = "how many requests at once")
    private int concurrency = 100;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("async-server", args);
    }

    /** Creates a server for the given endpoint. */
    static AsyncServer at(String endpoint) {
        AsyncServer server = new AsyncServer();
        server.endpoint = endpoint;
        return server;
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        RepSocket rep = zmq.rep();
        return rep.bind(endpoint)
                .doOnNext(at -> out.println("listening at " + at))
                .then(rep.serve(AsyncServer::square, concurrency));
    }

    private static Mono<ZmqMessage> square(ZmqMessage request) {
        long number = Long.parseLong(request.text());
        Duration time = Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, SLOWEST));
        return Mono.just(ZmqMessage.of(Long.toString(number * number))).delayElement(time);
    }
}
