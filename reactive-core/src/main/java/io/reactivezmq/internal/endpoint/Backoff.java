package io.reactivezmq.internal.endpoint;

import io.reactivezmq.loop.Loop;
import io.reactivezmq.spi.settings.ReconnectSettings;
import java.time.Duration;

/**
 * Computes the delay before the next attempt to connect: a base that may double, plus a random part of at most the
 * base. The base starts anew when a connection has lasted. A finished handshake alone is not enough: the peer may close
 * every connection right after it, for example because of a subscription beyond its limits.
 */
final class Backoff {

    /** The minimum time that a connection has to last, whatever the base. */
    private static final Duration SHORTEST_STANDING = Duration.ofSeconds(1);

    private final long first;
    private final long longest;
    private final Loop loop;
    private long base;

    Backoff(ReconnectSettings settings, Loop loop) {
        this.loop = loop;
        this.first = Math.max(1, settings.interval().toMillis());
        this.longest = settings.intervalMax().toMillis();
        this.base = first;
    }

    /** Returns whether {@link #reset} would change anything. */
    boolean hasGrown() {
        return base > first;
    }

    /**
     * Returns how long a connection has to last before {@link #reset}: as long as the delay that would be shortened,
     * and at least one second.
     */
    Duration standing() {
        Duration grown = Duration.ofMillis(base);
        return grown.compareTo(SHORTEST_STANDING) > 0 ? grown : SHORTEST_STANDING;
    }

    /** Resets the base after a connection that has lasted. */
    void reset() {
        base = first;
    }

    /** Returns a random delay of one to two times the interval, without changing the base. */
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

    private long jittered(long millis) {
        return millis + loop.random().nextLong(millis + 1);
    }
}
