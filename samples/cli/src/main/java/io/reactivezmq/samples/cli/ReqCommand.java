package io.reactivezmq.samples.cli;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** Sends requests and prints the answers in the order of the requests. */
@Command(
        name = "req",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Sends requests to REP sockets and prints the answers, in the order of the requests.",
        footer = {"", "Example: zmqcat req -c tcp://localhost:5555 -t 1 ping"})
final class ReqCommand extends MessageCommand<ReqSocket> {

    @Mixin
    private Input input = new Input();

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1",
            description = "Sends up to this many requests before the first is answered. Default: 1.")
    private int inFlight = 1;

    @Override
    ReqSocket open(ZmqContext zmq) {
        return zmq.req(options -> {
            configure(options);
            options.maxInFlight(inFlight);
        });
    }

    @Override
    Mono<Void> use(ReqSocket socket, Execution execution) {
        return print(
                input.repeated(execution, format.create(), flow)
                        .flatMapSequential(socket::request, inFlight)
                        .publishOn(execution.output()),
                execution);
    }
}
