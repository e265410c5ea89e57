package io.reactivezmq.samples.cli;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.PairSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.samples.cli.format.FormatOptions;
import io.reactivezmq.samples.cli.format.MessageFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import reactor.core.publisher.Mono;

/** Hands messages on between two sockets until it is interrupted. */
@Command(
        name = "proxy",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Hands messages on between two sockets, in both directions, until it is interrupted.",
        footer = {
            "",
            "Example: zmqcat proxy --frontend xsub --frontend-bind 'tcp://*:5556' --backend xpub --backend-bind"
                    + " 'tcp://*:5557'"
        })
final class ProxyCommand implements Callable<Integer> {

    private static final String CAPTURE = "inproc://capture";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // Set before the command runs.
    private Zmqcat program;

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Option(names = "--frontend", paramLabel = "TYPE", defaultValue = "router", description = "Default: router.")
    private Side frontend = Side.ROUTER;

    @Option(names = "--frontend-bind", paramLabel = "ENDPOINT", description = "Repeatable.")
    private List<String> frontendBind = List.of();

    @Option(names = "--frontend-connect", paramLabel = "ENDPOINT", description = "Repeatable.")
    private List<String> frontendConnect = List.of();

    @Option(names = "--backend", paramLabel = "TYPE", defaultValue = "dealer", description = "Default: dealer.")
    private Side backend = Side.DEALER;

    @Option(names = "--backend-bind", paramLabel = "ENDPOINT", description = "Repeatable.")
    private List<String> backendBind = List.of();

    @Option(names = "--backend-connect", paramLabel = "ENDPOINT", description = "Repeatable.")
    private List<String> backendConnect = List.of();

    @Option(
            names = "--capture",
            description = "Prints a copy of each message. Copies that the output does not take are dropped.")
    private boolean capture;

    /** The socket types that a proxy combines. */
    enum Side {
        ROUTER {
            @Override
            ZmqSocket<?> open(ZmqContext zmq) {
                return zmq.router();
            }
        },
        DEALER {
            @Override
            ZmqSocket<?> open(ZmqContext zmq) {
                return zmq.dealer();
            }
        },
        XSUB {
            @Override
            ZmqSocket<?> open(ZmqContext zmq) {
                return zmq.xsub();
            }
        },
        XPUB {
            @Override
            ZmqSocket<?> open(ZmqContext zmq) {
                return zmq.xpub();
            }
        },
        PULL {
            @Override
            ZmqSocket<?> open(ZmqContext zmq) {
                return zmq.pull();
            }
        },
        PUSH {
            @Override
            ZmqSocket<?> open(ZmqContext zmq) {
                return zmq.push();
            }
        };

        abstract ZmqSocket<?> open(ZmqContext zmq);
    }

    @Override
    public Integer call() {
        return Execution.run(program.streams(), this::work);
    }

    private Mono<Void> work(Execution execution) {
        if (frontendBind.isEmpty() && frontendConnect.isEmpty() || backendBind.isEmpty() && backendConnect.isEmpty()) {
            throw new IllegalArgumentException("both sides of a proxy need an endpoint: --frontend-bind,"
                    + " --frontend-connect, --backend-bind, --backend-connect");
        }
        ZmqContext zmq = execution.zmq();
        ZmqSocket<?> front = frontend.open(zmq);
        ZmqSocket<?> back = backend.open(zmq);
        ZmqProxy proxy = zmq.proxy(front, back);
        Mono<Void> printed = capture ? captured(proxy, execution) : Mono.never();
        Mono<Void> forwarded = EndpointOptions.open(front, frontendBind, frontendConnect, execution)
                .then(EndpointOptions.open(back, backendBind, backendConnect, execution))
                .then(Mono.defer(proxy::run));
        return Mono.firstWithSignal(forwarded, printed);
    }

    private Mono<Void> captured(ZmqProxy proxy, Execution execution) {
        PairSocket copies = execution.zmq().pair();
        MessageReceiver received = execution.zmq().pair().connect(CAPTURE);
        proxy.capture(copies);
        MessageFormat to = format.create();
        return copies.bind(CAPTURE)
                .thenMany(received.receive(execution.output()))
                .doOnNext(message -> execution.write(to, message))
                .then();
    }
}
