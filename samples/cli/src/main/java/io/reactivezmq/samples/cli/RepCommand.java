package io.reactivezmq.samples.cli;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.samples.cli.format.MessageFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Answers requests: with themselves, with the output of a command, or with given messages in turn. */
@Command(
        name = "rep",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Answers requests of REQ sockets, and prints them unless they are echoed or given to a command.",
        footer = {"", "Example: zmqcat rep -b 'tcp://*:5555' --exec 'tr a-z A-Z'"})
final class RepCommand extends MessageCommand<RepSocket> {

    @ArgGroup(exclusive = true)
    private @Nullable Answers answers;

    @Parameters(paramLabel = "ANSWER", description = "The answers, in turn. Without any, they are empty.")
    private List<String> given = new ArrayList<>();

    /** The ways to answer requests without messages among the arguments. */
    private static final class Answers {

        @Option(names = "--echo", description = "Answers each request with itself.")
        private boolean echo;

        @Option(
                names = "--exec",
                paramLabel = "COMMAND",
                description = "Runs a shell command for each request, which is its input. Its output is the answer."
                        + " If it fails, the request is not answered.")
        private @Nullable String command;
    }

    @Override
    RepSocket open(ZmqContext zmq) {
        return zmq.rep(this::configure);
    }

    @Override
    Mono<Void> use(RepSocket socket, Execution execution) {
        Function<ZmqMessage, Mono<ZmqMessage>> handler = handler(execution);
        AtomicLong left = new AtomicLong(flow.count());
        Sinks.Empty<Void> enough = Sinks.empty();
        // The answer has been handed to the socket when this runs. It leaves at the latest while the socket is closed.
        Mono<Void> served = socket.serve(request -> handler.apply(request).doFinally(end -> {
            if (left.decrementAndGet() == 0) {
                enough.tryEmitEmpty();
            }
        }));
        return Mono.firstWithSignal(served, enough.asMono());
    }

    private Function<ZmqMessage, Mono<ZmqMessage>> handler(Execution execution) {
        if (answers != null && answers.echo) {
            return request -> {
                execution.progress().received();
                return Mono.just(request);
            };
        }
        if (answers != null && answers.command != null) {
            String command = answers.command;
            return request -> {
                execution.progress().received();
                // A command whose peer no longer waits is ended.
                return Mono.using(
                                () -> start(command),
                                process -> Mono.fromCallable(() -> output(process, request, execution)),
                                Process::destroy)
                        .subscribeOn(Schedulers.boundedElastic());
            };
        }
        MessageFormat printed = format.create();
        List<ZmqMessage> replies = Input.parsed(given, format.create());
        AtomicInteger turn = new AtomicInteger();
        return request -> Mono.fromCallable(() -> {
                    execution.write(printed, request);
                    return replies.isEmpty()
                            ? ZmqMessage.of("")
                            : replies.get(Math.floorMod(turn.getAndIncrement(), replies.size()));
                })
                .subscribeOn(execution.output());
    }

    private static Process start(String command) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Gives the process the frames of the request, and returns what it writes. */
    private static ZmqMessage output(Process process, ZmqMessage request, Execution execution)
            throws IOException, InterruptedException {
        // Not a task of the scheduler that runs this: its threads may all wait for commands that want their input.
        Thread feeder = new Thread(() -> feed(process, request), "zmqcat-exec");
        feeder.setDaemon(true);
        feeder.start();
        byte[] output = process.getInputStream().readAllBytes();
        int status = process.waitFor();
        if (status != 0) {
            execution.streams().err().println("zmqcat: the command ended with status " + status);
            throw new IOException("the command ended with status " + status);
        }
        return ZmqMessage.wrap(output);
    }

    private static void feed(Process process, ZmqMessage request) {
        try (OutputStream to = process.getOutputStream()) {
            for (int i = 0; i < request.frameCount(); i++) {
                to.write(request.unwrap(i));
            }
        } catch (IOException closed) {
            // The command does not read all of its input, or has ended.
        }
    }
}
