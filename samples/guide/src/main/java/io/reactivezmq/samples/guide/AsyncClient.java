package io.reactivezmq.samples.guide;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Requests the squares of numbers, with many requests in flight on one REQ socket ({@code maxInFlight}). Each answer
 * reaches its own request, in whatever order answers arrive.
 */
@Command(name = "async-client", description = "5. REQ: many requests under way on one socket.")
public final class AsyncClient implements Program {

    @Option(names = "--connect", description = "where the server is")
    private String endpoint = "tcp://127.0.0.1:5565";

    @Option(names = "--requests", description = "how many")
    private int requests = 1000;

    @Option(names = "--in-flight", description = "how many at once")
    private int inFlight = 100;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("async-client", args);
    }

    /** Creates a client for the given endpoint. */
    static AsyncClient at(String endpoint) {
        AsyncClient client = new AsyncClient();
        client.endpoint = endpoint;
        return client;
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        ReqSocket req = zmq.req(o -> o.maxInFlight(inFlight)).connect(endpoint);
        Order order = new Order();
        return Flux.range(1, requests)
                .flatMap(number -> square(req, number).doOnNext(answer -> order.add(number)), inFlight)
                .count()
                .elapsed()
                .doOnNext(answers -> out.println(answers.getT2() + " right answers in " + answers.getT1() + " ms, "
                        + order.overtaken() + " were overtaken by a later one"))
                .then();
    }

    private static Mono<Long> square(ReqSocket req, long number) {
        return req.request(Long.toString(number))
                .map(answer -> Long.valueOf(answer.text()))
                .filter(square -> square == number * number);
    }
}
