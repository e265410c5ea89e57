package io.reactivezmq.internal.socket;

import io.reactivezmq.options.ConnectSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: a base that may double, plus up to as much again by chance. The base starts
 * anew when a connection has proved itself by lasting. A finished handshake alone proves nothing: the peer may close
 * every connection right after it, because of a subscription beyond its limits for example.
 */
final class Backoff {

    /** The least that a connection has to last, whatever the base. */
    private static final Duration SHORTEST_STANDING = Duration.ofSeconds(1);

    private final long first;
    private final long longest;
    private long base;

    Backoff(ConnectSettings settings) {
        this.first = Math.max(1, settings.reconnectInterval().toMillis());
        this.longest = settings.reconnectIntervalMax().toMillis();
        this.base = first;
    }

    /** Whether {@link #reset} would change anything. */
    boolean hasGrown() {
        return base > first;
    }

    /** How long a connection has to last before {@link #reset}: as long as the delay that it would shorten. */
    Duration standing() {
        Duration grown = Duration.ofMillis(base);
        return grown.compareTo(SHORTEST_STANDING) > 0 ? grown : SHORTEST_STANDING;
    }

    /** A connection has lasted: the next failure is a first one again. */
    void reset() {
        base = first;
    }

    /** A delay of one to two times this, which changes nothing for the next. */
    Duration slow(Duration interval) {
        return Duration.ofMillis(jittered(Math.max(1, interval.toMillis())));
    }

    Duration next() {
        long delay = jittered(base);
        if (longest > base) {
            base = Math.min(longest, base * 2);
        }
        return Duration.ofMillis(delay);
    }

    private static long jittered(long millis) {
        return millis + ThreadLocalRandom.current().nextLong(millis + 1);
    }
}
