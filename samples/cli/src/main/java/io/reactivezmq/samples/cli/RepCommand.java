package io.reactivezmq.samples.cli;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.samples.cli.format.MessageFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
final class RepCommand extends SocketCommand<RepSocket> {

    @ArgGroup(exclusive = true)
    private @Nullable Answers answers;

    @Mixin
    private Messages messages = new Messages();

    /** How requests are answered. */
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
    Mono<Void> use(RepSocket socket) {
        MessageFormat printed = format.create();
        AtomicLong left = new AtomicLong(flow.count());
        Sinks.Empty<Void> enough = Sinks.empty();
        // The answer has been handed to the socket when this runs. It leaves at the latest while the socket is closed.
        Mono<Void> served = socket.serve(request -> answer(request, printed).doFinally(end -> {
            if (left.decrementAndGet() == 0) {
                enough.tryEmitEmpty();
            }
        }));
        return Mono.firstWithSignal(served, enough.asMono());
    }

    private int turn;

    private Mono<ZmqMessage> answer(ZmqMessage request, MessageFormat printed) {
        if (answers != null && answers.echo) {
            progress.received();
            return Mono.just(request);
        }
        if (answers != null && answers.command != null) {
            String command = answers.command;
            progress.received();
            return Mono.fromCallable(() -> run(command, request)).subscribeOn(Schedulers.boundedElastic());
        }
        List<String> texts = messages.texts();
        return Mono.fromCallable(() -> {
                    write(printed, request);
                    return texts.isEmpty() ? ZmqMessage.of("") : given(texts);
                })
                .subscribeOn(writer);
    }

    /** Returns the next of the given answers. Called on the writer's thread. */
    private ZmqMessage given(List<String> texts) throws IOException {
        String text = texts.get(turn++ % texts.size());
        ZmqMessage answer =
                format.create().read(new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)));
        return answer == null ? ZmqMessage.of("") : answer;
    }

    private ZmqMessage run(String command, ZmqMessage request) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
            try (OutputStream to = process.getOutputStream()) {
                for (int i = 0; i < request.frameCount(); i++) {
                    to.write(request.unwrap(i));
                }
            } catch (IOException closed) {
                // The command does not read all of its input.
            }
        });
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        int status = process.waitFor();
        written.join();
        if (status != 0) {
            streams().err().println("zmqcat: the command ended with status " + status);
            throw new UncheckedIOException(new IOException("the command ended with status " + status));
        }
        return ZmqMessage.wrap(output.toByteArray());
    }
}
