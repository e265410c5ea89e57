package io.reactivezmq.samples.guide;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Survives failures of its server. It sends a request again when no answer arrives in time or the server is lost, a
 * limited number of times. No socket has to be closed and opened anew. A late answer to an abandoned request is
 * discarded.
 */
@Command(name = "lazy-pirate-client", description = "9. REQ: survives its server with timeout and retry.")
public final class LazyPirateClient implements Program {

    @Option(names = "--connect", description = "where the server is")
    private String endpoint = "tcp://127.0.0.1:5585";

    @Option(names = "--requests", description = "how many")
    private int requests = 10;

    @Option(names = "--pause", description = "milliseconds before each")
    private int pause = 1000;

    @Option(names = "--timeout", description = "milliseconds to wait for an answer")
    private int timeout = 2500;

    @Option(names = "--retries", description = "how often to ask again before giving up")
    private int retries = 3;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("lazy-pirate-client", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        ReqSocket req = zmq.req().connect(endpoint);
        return Flux.range(1, requests)
                .concatMap(number -> ask(req, number, out).delaySubscription(Duration.ofMillis(pause)))
                .doOnNext(answer -> out.println("answered " + answer.text()))
                .then();
    }

    private Mono<ZmqMessage> ask(ReqSocket req, int number, PrintStream out) {
        return req.request("request " + number)
                .timeout(Duration.ofMillis(timeout))
                .retryWhen(Retry.max(retries)
                        .doBeforeRetry(
                                lost -> out.println("asks again, request " + number + ": " + why(lost.failure()))))
                .onErrorMap(
                        Exceptions::isRetryExhausted, e -> new IllegalStateException("the server seems to be gone"));
    }

    private static String why(Throwable failure) {
        return failure instanceof TimeoutException ? "no answer in time" : "the server was lost";
    }
}
