package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.samples.cli.monitor.ContextRows;
import io.reactivezmq.samples.cli.monitor.Table;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A command with one socket: it is opened, used and closed. */
abstract class SocketCommand<S extends ZmqSocket<S>> implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // Set before the command runs.
    private Zmqcat program;

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    FlowOptions flow = new FlowOptions();

    @Mixin
    private SecurityOptions security = new SecurityOptions();

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the events of the socket.")
    private boolean verbose;

    @Option(names = "--statistics", description = "Shows the state and the rates of the socket every second.")
    private boolean statistics;

    /** Opens the socket. The context applies {@link #configure} to its options. */
    abstract S open(ZmqContext zmq);

    /** Does the work of this command. It completes when the work is done. */
    abstract Mono<Void> use(S socket, Execution execution);

    final void configure(SocketOptions<?> options) {
        security.apply(options);
        options.linger(flow.linger());
    }

    @Override
    public final Integer call() {
        return Execution.run(program.streams(), this::work);
    }

    private Mono<Void> work(Execution execution) {
        S socket = open(execution.zmq());
        if (flow.highWaterMark() != null) {
            socket.highWaterMarks(flow.highWaterMark(), flow.highWaterMark());
        }
        Mono<Void> used = endpoints.open(socket, execution).then(Mono.defer(() -> use(socket, execution)));
        return Mono.firstWithSignal(
                used, watched(socket, execution), execution.progress().idle(flow.timeout()), shown(execution));
    }

    private Mono<Void> shown(Execution execution) {
        Streams streams = execution.streams();
        if (statistics) {
            Table table = new Table(streams.err(), streams.errIsTerminal());
            ContextRows rows = new ContextRows(execution.zmq());
            return Flux.interval(Duration.ofSeconds(1))
                    .onBackpressureDrop()
                    .concatMap(tick -> rows.rows())
                    .publishOn(execution.errors())
                    .doOnNext(each -> table.print(each, System.nanoTime()))
                    .then();
        }
        return streams.errIsTerminal() ? execution.progress().shown(streams.err(), execution.errors()) : Mono.never();
    }

    /** Shows events, and fails when a peer refuses this socket. */
    private Mono<Void> watched(S socket, Execution execution) {
        return socket.events()
                .publishOn(execution.errors())
                .doOnNext(event -> {
                    if (verbose) {
                        execution.streams().err().println(event);
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
}
