package io.reactivezmq.samples.cli;

import io.reactivezmq.DishSocket;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.PullSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** The commands that receive only. */
final class ReceiveCommands {

    private ReceiveCommands() {}

    /** Prints what is received. */
    abstract static class Receive<S extends ZmqSocket<S> & MessageReceiver> extends MessageCommand<S> {

        @Override
        Mono<Void> use(S socket, Execution execution) {
            return print(socket.receive(execution.output()), execution);
        }
    }

    @Command(
            name = "pull",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = "Receives messages of PUSH sockets.",
            footer = {"", "Example: zmqcat pull -b 'tcp://*:5557' --json"})
    static final class Pull extends Receive<PullSocket> {

        @Override
        PullSocket open(ZmqContext zmq) {
            return zmq.pull(this::configure);
        }
    }

    @Command(
            name = "sub",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = "Subscribes to messages of PUB sockets.",
            footer = {"", "Example: zmqcat sub -c tcp://localhost:5556 -s EURUSD -n 10"})
    static final class Sub extends Receive<SubSocket> {

        @Option(
                names = {"-s", "--subscribe"},
                paramLabel = "PREFIX",
                description = "Receives messages whose first frame begins so. Repeatable. Default: all messages.")
        private List<String> topics = new ArrayList<>();

        @Override
        SubSocket open(ZmqContext zmq) {
            SubSocket sub = zmq.sub(this::configure);
            if (topics.isEmpty()) {
                return sub.subscribe("");
            }
            topics.forEach(sub::subscribe);
            return sub;
        }
    }

    @Command(
            name = "dish",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = "Receives messages of groups from RADIO sockets: two frames, the group and the body.",
            footer = {"", "Example: zmqcat dish -b udp://239.1.1.1:5558 -g weather"})
    static final class Dish extends Receive<DishSocket> {

        @Option(
                names = {"-g", "--group"},
                required = true,
                paramLabel = "GROUP",
                description = "Joins a group. Repeatable.")
        private List<String> groups = new ArrayList<>();

        @Override
        DishSocket open(ZmqContext zmq) {
            DishSocket dish = zmq.dish(this::configure);
            groups.forEach(dish::join);
            return dish;
        }
    }
}
