package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.samples.cli.format.FormatOptions;
import io.reactivezmq.samples.cli.format.MessageFormat;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A command that reads or writes messages in a format. */
abstract class MessageCommand<S extends ZmqSocket<S>> extends SocketCommand<S> {

    @Mixin
    FormatOptions format = new FormatOptions();

    /** Writes messages, which are emitted on the thread of the output, until the count is reached. */
    final Mono<Void> print(Flux<ZmqMessage> received, Execution execution) {
        MessageFormat to = format.create();
        return flow.limited(received)
                .doOnNext(message -> execution.write(to, message))
                .then();
    }
}
