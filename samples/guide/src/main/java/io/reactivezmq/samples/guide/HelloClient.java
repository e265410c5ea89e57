package io.reactivezmq.samples.guide;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import java.io.PrintStream;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Says hello repeatedly. Without a server a request waits. When the server is lost before it has answered, the request
 * fails with {@link PeerLostException} and is sent again.
 */
@Command(name = "hello-client", description = "1. REQ: says hello again and again.")
public final class HelloClient implements Program {

    @Option(names = "--connect", description = "where the server is")
    private String endpoint = "tcp://127.0.0.1:5555";

    @Option(names = "--requests", description = "how many")
    private int requests = 10;

    @Option(names = "--pause", description = "milliseconds before each")
    private int pause = 1000;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("hello-client", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        ReqSocket req = zmq.req().connect(endpoint);
        return Flux.range(1, requests)
                .concatMap(number -> ask(req, "hello " + number, out).delaySubscription(Duration.ofMillis(pause)))
                .doOnNext(answer -> out.println("received " + answer.text()))
                .then();
    }

    private static Mono<ZmqMessage> ask(ReqSocket req, String question, PrintStream out) {
        return req.request(question)
                .doOnSubscribe(asked -> out.println("asks " + question))
                .retryWhen(Retry.indefinitely().filter(PeerLostException.class::isInstance));
    }
}
