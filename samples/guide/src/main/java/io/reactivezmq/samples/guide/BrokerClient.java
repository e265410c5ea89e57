package io.reactivezmq.samples.guide;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends requests one after the other and counts the answers of each service. Through a broker it reaches the services
 * behind it. Connected to several services, it sends requests to them in turn, without a broker.
 */
@Command(name = "broker-client", description = "6. REQ: asks through a broker, or several services in turn.")
public final class BrokerClient implements Program {

    @Option(names = "--connect", description = "where the broker or a service is; several may be given")
    private List<String> endpoints = List.of("tcp://127.0.0.1:5571");

    @Option(names = "--requests", description = "how many")
    private int requests = 1000;

    @Option(names = "--await", description = "how many peers to wait for")
    private int peers = 1;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("broker-client", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        ReqSocket req = zmq.req();
        endpoints.forEach(req::connect);
        Tally tally = new Tally();
        return req.awaitPeers(peers)
                .thenMany(Flux.range(1, requests))
                .concatMap(number -> req.request("request " + number))
                .doOnNext(answer -> tally.add(answer.text(1)))
                .doOnComplete(() -> out.println("answered by " + tally))
                .then();
    }
}
