package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.samples.cli.format.FormatOptions;
import io.reactivezmq.samples.cli.format.MessageFormat;
import io.reactivezmq.samples.cli.monitor.ContextRows;
import io.reactivezmq.samples.cli.monitor.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A command with one socket: it is opened, used and closed. */
abstract class SocketCommand<S extends ZmqSocket<S>> implements Callable<Integer> {

    @ParentCommand
    private Zmqcat program = new Zmqcat(new Streams(System.in, System.out, System.err, false));

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    FlowOptions flow = new FlowOptions();

    @Mixin
    FormatOptions format = new FormatOptions();

    @Mixin
    private SecurityOptions security = new SecurityOptions();

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the events of the socket.")
    private boolean verbose;

    @Option(names = "--statistics", description = "Shows the state and the rates of the socket every second.")
    private boolean statistics;

    final Progress progress = new Progress();

    /** Reads and writes the standard streams, which block. */
    final Scheduler reader = Schedulers.newSingle("zmqcat-in", true);

    final Scheduler writer = Schedulers.newSingle("zmqcat-out", true);

    /** Opens the socket. The context applies {@link #configure} to its options. */
    abstract S open(ZmqContext zmq);

    /** Does the work of this command. It completes when the work is done. */
    abstract Mono<Void> use(S socket);

    final void configure(SocketOptions<?> options) {
        security.apply(options);
        options.linger(flow.linger());
    }

    final Streams streams() {
        return program.streams();
    }

    @Override
    public final Integer call() {
        ZmqContext zmq = ZmqContext.create();
        try {
            S socket = open(zmq);
            if (flow.highWaterMark() != null) {
                socket.highWaterMarks(flow.highWaterMark(), flow.highWaterMark());
            }
            Mono<Void> work = endpoints
                    .open(socket, bound -> streams().err().println("listening on " + bound.uri()))
                    .then(Mono.defer(() -> use(socket)));
            Mono<Void> shown = shown(zmq);
            Mono.firstWithSignal(work, watch(socket), progress.idle(flow.timeout()), shown)
                    .block();
            return ExitStatus.DONE;
        } catch (RuntimeException failure) {
            Throwable cause = Exceptions.unwrap(failure);
            streams().err().println("zmqcat: " + message(cause));
            return ExitStatus.of(cause);
        } finally {
            streams().out().flush();
            zmq.close().block();
            reader.dispose();
            writer.dispose();
        }
    }

    private Mono<Void> shown(ZmqContext zmq) {
        if (statistics) {
            Table table = new Table(streams().err(), streams().interactive());
            ContextRows rows = new ContextRows(zmq);
            return Flux.interval(Duration.ofSeconds(1))
                    .onBackpressureDrop()
                    .concatMap(tick -> rows.rows())
                    .doOnNext(each -> table.print(each, System.nanoTime()))
                    .then();
        }
        return streams().interactive() ? progress.shown(streams().err()) : Mono.never();
    }

    private static String message(Throwable failure) {
        Throwable cause = failure instanceof UncheckedIOException
                ? Objects.requireNonNullElse(failure.getCause(), failure)
                : failure;
        if (cause instanceof NoSuchFileException) {
            return "no such file: " + cause.getMessage();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Shows events, and fails when a peer refuses this socket. */
    private Mono<Void> watch(S socket) {
        return socket.events()
                .doOnNext(event -> {
                    if (verbose) {
                        streams().err().println(event);
                    }
                })
                .<Void>handle((event, sink) -> {
                    Throwable refusal = refusal(event);
                    if (refusal != null && endpoints.connectsOnly()) {
                        sink.error(refusal);
                    }
                })
                .then(Mono.never());
    }

    private static @Nullable Throwable refusal(SocketEvent event) {
        Throwable cause = null;
        if (event instanceof SocketEvent.AuthenticationFailed failed) {
            cause = failed.cause();
        } else if (event instanceof SocketEvent.HandshakeFailed failed) {
            cause = failed.cause();
        } else if (event instanceof SocketEvent.ConnectAbandoned abandoned) {
            return abandoned.cause();
        }
        return cause != null && ExitStatus.of(cause) == ExitStatus.REFUSED ? cause : null;
    }

    /** Writes a message to the standard output. Flushes, as the next one may take long. */
    final void write(MessageFormat to, ZmqMessage message) {
        try {
            to.write(message, streams().out());
            if (streams().out().checkError()) {
                throw new IOException("the standard output is closed");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        progress.received();
    }

    /** Writes what is received until the count is reached. */
    final Mono<Void> print(Flux<ZmqMessage> received) {
        MessageFormat to = format.create();
        return flow.limited(received).doOnNext(message -> write(to, message)).then();
    }
}
