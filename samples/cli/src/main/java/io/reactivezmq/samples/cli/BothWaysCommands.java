package io.reactivezmq.samples.cli;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PairSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** The commands that send and receive at the same time. */
final class BothWaysCommands {

    private BothWaysCommands() {}

    /** Sends the input and prints what is received. Ends when the input has been sent and the count is reached. */
    abstract static class BothWays<S extends ZmqSocket<S> & MessageSender & MessageReceiver> extends MessageCommand<S> {

        @Mixin
        private Input input = new Input();

        @Option(names = "--send-only", description = "Ends when the input has been sent.")
        private boolean sendOnly;

        @Override
        Mono<Void> use(S socket, Execution execution) {
            Mono<Void> send =
                    socket.send(input.messages(execution, format.create())).then(socket.flush());
            Mono<Void> receive = print(socket.receive(execution.output()), execution);
            if (sendOnly) {
                return Mono.firstWithSignal(send, receive.then(Mono.never()));
            }
            return Mono.when(send, flow.hasCount() ? receive : receive.then(Mono.never()));
        }
    }

    @Command(
            name = "pair",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = "Exchanges messages with one PAIR socket.",
            footer = {"", "Example: zmqcat pair -b ipc:///tmp/talk"})
    static final class Pair extends BothWays<PairSocket> {

        @Override
        PairSocket open(ZmqContext zmq) {
            return zmq.pair(this::configure);
        }
    }

    @Command(
            name = "dealer",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description =
                    "Sends each message to one of the peers, and receives from all of them. A REP needs an empty frame"
                            + " before the body.",
            footer = {"", "Example: zmqcat dealer -c tcp://localhost:5555 -Q '\\thello' -n 1"})
    static final class Dealer extends BothWays<DealerSocket> {

        @Override
        DealerSocket open(ZmqContext zmq) {
            return zmq.dealer(this::configure);
        }
    }

    @Command(
            name = "router",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = "The first frame of each message is the routing id of the peer.",
            footer = {"", "Example: zmqcat router -b 'tcp://*:5555' --json"})
    static final class Router extends BothWays<RouterSocket> {

        @Option(names = "--mandatory", description = "A message to an unknown peer is an error.")
        private boolean mandatory;

        @Override
        RouterSocket open(ZmqContext zmq) {
            return zmq.router(options -> {
                configure(options);
                options.mandatory(mandatory);
            });
        }
    }
}
