package io.reactivezmq.samples.guide;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqProxy;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Connects any number of clients with any number of services through a ROUTER, a proxy and a DEALER. Neither side knows
 * how many peers the other has.
 */
@Command(name = "broker", description = "6. ROUTER and DEALER: any number of clients and of services.")
public final class Broker implements Program {

    @Option(names = "--frontend", description = "where clients come")
    private String forClients = "tcp://127.0.0.1:5571";

    @Option(names = "--backend", description = "where services come")
    private String forServices = "tcp://127.0.0.1:5572";

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("broker", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        RouterSocket frontend = zmq.router();
        DealerSocket backend = zmq.dealer();
        ZmqProxy proxy = zmq.proxy(frontend, backend);
        return Mono.when(frontend.bind(forClients), backend.bind(forServices))
                .doOnSuccess(bound -> out.println("broker is open"))
                .then(Report.everySecond(out, () -> line(proxy.statistics()), proxy.run()));
    }

    private static String line(ZmqProxy.Statistics statistics) {
        return statistics.frontendMessages() + " requests, " + statistics.backendMessages() + " answers";
    }
}
