package io.reactivezmq.samples.cli;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends requests and prints the answers in the order of the requests. */
@Command(
        name = "req",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Sends requests to REP sockets and prints the answers, in the order of the requests.",
        footer = {"", "Example: zmqcat req -c tcp://localhost:5555 -t 1 ping"})
final class ReqCommand extends SocketCommand<ReqSocket> {

    @Mixin
    private Messages messages = new Messages();

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
    Mono<Void> use(ReqSocket socket) {
        Flux<ZmqMessage> input = Input.of(
                messages.texts(), flow.repeats(), format.create(), streams().in(), reader);
        return print(flow.paced(input)
                .doOnNext(message -> progress.sent())
                .flatMapSequential(socket::request, inFlight)
                .publishOn(writer));
    }
}
