package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.samples.cli.format.MessageFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;

/** The messages to send: those among the arguments, or else those of the standard input. */
final class Input {

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "Waits this long between two messages that are sent.")
    private @Nullable Duration interval;

    @Parameters(
            paramLabel = "MESSAGE",
            description =
                    "The messages, in the chosen format. Without any, they come from the standard input. Except by pair,"
                            + " dealer and router, they are repeated if --count or --interval is given.")
    private List<String> arguments = new ArrayList<>();

    /** Returns the messages, each of which is read when it is requested and counted when it is sent. */
    Flux<ZmqMessage> messages(Execution execution, MessageFormat format) {
        return paced(arguments.isEmpty() ? read(execution, format) : Flux.fromIterable(parsed(arguments, format)))
                .doOnNext(message -> execution.progress().sent());
    }

    /** Returns {@link #messages}. Those among the arguments are repeated, if there is a count or an interval. */
    Flux<ZmqMessage> repeated(Execution execution, MessageFormat format, FlowOptions flow) {
        if (arguments.isEmpty() || !flow.hasCount() && interval == null) {
            return flow.limited(messages(execution, format));
        }
        Flux<ZmqMessage> again = Flux.fromIterable(parsed(arguments, format)).repeat();
        return flow.limited(paced(again))
                .doOnNext(message -> execution.progress().sent());
    }

    private static Flux<ZmqMessage> read(Execution execution, MessageFormat format) {
        return Flux.<ZmqMessage>generate(sink -> {
                    try {
                        ZmqMessage message = format.read(execution.streams().in());
                        if (message == null) {
                            sink.complete();
                        } else {
                            sink.next(message);
                        }
                    } catch (IOException failure) {
                        sink.error(failure);
                    }
                })
                .subscribeOn(execution.input());
    }

    /** Returns the messages for which the arguments stand. */
    static List<ZmqMessage> parsed(List<String> arguments, MessageFormat format) {
        List<ZmqMessage> messages = new ArrayList<>();
        for (String each : arguments) {
            try {
                messages.add(format.parse(each));
            } catch (IOException invalid) {
                throw new IllegalArgumentException(invalid.getMessage(), invalid);
            }
        }
        return messages;
    }

    private Flux<ZmqMessage> paced(Flux<ZmqMessage> messages) {
        if (interval == null) {
            return messages;
        }
        Duration wait = interval;
        return messages.index()
                .concatMap(
                        each -> each.getT1() == 0
                                ? Flux.just(each.getT2())
                                : Flux.just(each.getT2()).delaySequence(wait),
                        1);
    }
}
