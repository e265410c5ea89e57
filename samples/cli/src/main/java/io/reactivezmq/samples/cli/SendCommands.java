package io.reactivezmq.samples.cli;

import io.reactivezmq.MessageSender;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** The commands that send only. */
final class SendCommands {

    private SendCommands() {}

    /** Sends all messages, and waits until they have left. */
    abstract static class Send<S extends ZmqSocket<S> & MessageSender> extends MessageCommand<S> {

        @Mixin
        private Input input = new Input();

        @Override
        Mono<Void> use(S socket, Execution execution) {
            return ready(socket)
                    .then(socket.send(input.repeated(execution, format.create(), flow)))
                    .then(socket.flush());
        }

        Mono<Void> ready(S socket) {
            return Mono.empty();
        }
    }

    @Command(
            name = "push",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = "Sends each message to one of the connected PULL sockets. Waits for one.",
            footer = {"", "Example: zmqcat push -c tcp://localhost:5557 \"a task\" \"another task\""})
    static final class Push extends Send<PushSocket> {

        @Override
        PushSocket open(ZmqContext zmq) {
            return zmq.push(this::configure);
        }
    }

    @Command(
            name = "pub",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description =
                    "Publishes messages to all SUB sockets that have subscribed to the begin of their first frame.",
            footer = {"", "Example: zmqcat pub -b 'tcp://*:5556' --await 1 -i 1 'EURUSD 1.08'"})
    static final class Pub extends Send<PubSocket> {

        @Option(names = "--await", paramLabel = "N", description = "Waits for this many subscribers first.")
        private int subscribers;

        @Override
        PubSocket open(ZmqContext zmq) {
            return zmq.pub(this::configure);
        }

        @Override
        Mono<Void> ready(PubSocket socket) {
            return subscribers > 0 ? socket.awaitSubscribers(subscribers) : Mono.empty();
        }
    }

    @Command(
            name = "radio",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = "Sends messages of two frames, the group and the body, to the DISH sockets of the group.",
            footer = {"", "Example: printf 'weather\\train\\n' | zmqcat radio -c udp://239.1.1.1:5558"})
    static final class Radio extends Send<RadioSocket> {

        @Option(names = "--await", paramLabel = "N", description = "Waits for this many members first. Not with udp.")
        private int members;

        @Override
        RadioSocket open(ZmqContext zmq) {
            return zmq.radio(this::configure);
        }

        @Override
        Mono<Void> ready(RadioSocket socket) {
            return members > 0 ? socket.awaitMembers(members) : Mono.empty();
        }
    }
}
