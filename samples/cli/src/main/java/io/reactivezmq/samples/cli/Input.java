package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.samples.cli.format.MessageFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** The messages to send: those among the arguments, or else those of the standard input. */
final class Input {

    private Input() {}

    /** Returns the messages, each of which is read when it is requested, on the scheduler. */
    static Flux<ZmqMessage> of(
            List<String> arguments, boolean repeat, MessageFormat format, InputStream in, Scheduler reader) {
        if (arguments.isEmpty()) {
            return Flux.<ZmqMessage>generate(sink -> {
                        try {
                            ZmqMessage message = format.read(in);
                            if (message == null) {
                                sink.complete();
                            } else {
                                sink.next(message);
                            }
                        } catch (IOException failure) {
                            sink.error(failure);
                        }
                    })
                    .subscribeOn(reader);
        }
        return Flux.defer(() -> {
            Flux<ZmqMessage> messages = Flux.fromIterable(parsed(arguments, format));
            return repeat ? messages.repeat() : messages;
        });
    }

    private static List<ZmqMessage> parsed(List<String> arguments, MessageFormat format) {
        List<ZmqMessage> messages = new ArrayList<>();
        for (String each : arguments) {
            try {
                ZmqMessage message =
                        format.read(new ByteArrayInputStream((each + "\n").getBytes(StandardCharsets.UTF_8)));
                if (message != null) {
                    messages.add(message);
                }
            } catch (IOException invalid) {
                throw new IllegalArgumentException(invalid.getMessage(), invalid);
            }
        }
        return messages;
    }
}
