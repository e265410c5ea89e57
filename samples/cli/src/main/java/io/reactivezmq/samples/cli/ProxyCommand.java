package io.reactivezmq.samples.cli;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.PairSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.samples.cli.format.FormatOptions;
import io.reactivezmq.samples.cli.format.MessageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

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
    private Zmqcat program = new Zmqcat(new Streams(System.in, System.out, System.err, false));

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
        ZmqContext zmq = ZmqContext.create();
        Scheduler writer = Schedulers.newSingle("zmqcat-out", true);
        try {
            if (frontendBind.isEmpty() && frontendConnect.isEmpty()
                    || backendBind.isEmpty() && backendConnect.isEmpty()) {
                throw new IllegalArgumentException("both sides of a proxy need an endpoint: --frontend-bind,"
                        + " --frontend-connect, --backend-bind, --backend-connect");
            }
            ZmqSocket<?> front = frontend.open(zmq);
            ZmqSocket<?> back = backend.open(zmq);
            ZmqProxy proxy = zmq.proxy(front, back);
            Mono<Void> printed = capture ? captured(zmq, proxy, writer) : Mono.never();
            Mono<Void> open = open(front, frontendBind, frontendConnect).then(open(back, backendBind, backendConnect));
            Mono.firstWithSignal(open.then(Mono.defer(proxy::run)), printed).block();
            return ExitStatus.DONE;
        } catch (RuntimeException failure) {
            Throwable cause = Exceptions.unwrap(failure);
            program.streams().err().println("zmqcat: " + cause.getMessage());
            return ExitStatus.of(cause);
        } finally {
            program.streams().out().flush();
            zmq.close().block();
            writer.dispose();
        }
    }

    private Mono<Void> open(ZmqSocket<?> socket, List<String> bind, List<String> connect) {
        return Flux.fromIterable(bind)
                .concatMap(socket::bind)
                .doOnNext(bound -> program.streams().err().println("listening on " + bound.uri()))
                .then(Mono.fromRunnable(() -> connect.forEach(socket::connect)));
    }

    private Mono<Void> captured(ZmqContext zmq, ZmqProxy proxy, Scheduler writer) {
        PairSocket copies = zmq.pair();
        MessageReceiver received = zmq.pair().connect(CAPTURE);
        proxy.capture(copies);
        MessageFormat to = format.create();
        return copies.bind(CAPTURE)
                .thenMany(received.receive(writer))
                .doOnNext(message -> {
                    try {
                        to.write(message, program.streams().out());
                        program.streams().out().flush();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                })
                .then();
    }
}
