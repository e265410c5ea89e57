package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** The limits of a command: its number of messages, its time, its queues. */
final class FlowOptions {

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Ends after this many messages. If they do not come, the exit status is 3.")
    private @Nullable Long count;

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "Ends with status 3 when no message has been sent or received for this long.")
    private @Nullable Duration timeout;

    @Option(names = "--hwm", paramLabel = "N", description = "High-water mark of both directions, in messages.")
    private @Nullable Integer highWaterMark;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            defaultValue = "5",
            description = "At the end, waits at most this long until sent messages have left. Default: 5.")
    private Duration linger = Duration.ofSeconds(5);

    @Nullable
    Duration timeout() {
        return timeout;
    }

    @Nullable
    Integer highWaterMark() {
        return highWaterMark;
    }

    Duration linger() {
        return linger;
    }

    boolean hasCount() {
        return count != null;
    }

    /** Returns the number of messages after which the command ends; without one, more than there can be. */
    long count() {
        return count == null ? Long.MAX_VALUE : count;
    }

    /** Limits messages to the count. Fails at the end when there were fewer. */
    Flux<ZmqMessage> limited(Flux<ZmqMessage> messages) {
        if (count == null) {
            return messages;
        }
        long expected = count;
        return Flux.defer(() -> {
            long[] seen = {0};
            return messages.take(expected)
                    .doOnNext(message -> seen[0]++)
                    .concatWith(Flux.defer(() ->
                            seen[0] == expected ? Flux.empty() : Flux.error(new CountNotReached(seen[0], expected))));
        });
    }
}
