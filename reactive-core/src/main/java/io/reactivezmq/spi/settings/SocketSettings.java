package io.reactivezmq.spi.settings;

import io.reactivezmq.error.InvalidOptionException;
import java.time.Duration;
import java.util.Objects;

/**
 * All settings of one socket.
 *
 * @param name the name in logs and errors; empty for one made of the type and a number
 * @param linger how long {@code close} waits for messages to be sent ({@code ZMQ_LINGER})
 * @param eventBuffer the number of events that wait for each slow observer before the oldest is dropped
 * @param queues the limits on queued messages
 * @param pattern the settings that only some socket types have
 * @param links the settings of the connections to peers
 */
public record SocketSettings(
        String name,
        Duration linger,
        int eventBuffer,
        QueueSettings queues,
        PatternSettings pattern,
        LinkSettings links) {

    private static final Duration LONGEST_LINGER = Duration.ofMillis(Integer.MAX_VALUE);

    /**
     * Checks and returns a linger time.
     *
     * @throws InvalidOptionException when it is negative or too long
     */
    public static Duration checkedLinger(Duration limit) {
        String option = "linger (ZMQ_LINGER)";
        Objects.requireNonNull(limit, option + " is null");
        if (limit.isNegative() || limit.compareTo(LONGEST_LINGER) > 0) {
            throw new InvalidOptionException(option, limit, "between zero and " + LONGEST_LINGER);
        }
        return limit;
    }

    /** Returns a copy with this linger time. */
    public SocketSettings withLinger(Duration limit) {
        return new SocketSettings(name, limit, eventBuffer, queues, pattern, links);
    }

    /** Returns a copy with these limits on queued messages. */
    public SocketSettings with(QueueSettings other) {
        return new SocketSettings(name, linger, eventBuffer, other, pattern, links);
    }
}
