package io.reactivezmq.internal.socket;

import io.reactivezmq.options.ConnectSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: a base that may double, plus up to as much again by chance. */
final class Backoff {

    private final long first;
    private final long longest;
    private long base;

    Backoff(ConnectSettings settings) {
        this.first = Math.max(1, settings.reconnectInterval().toMillis());
        this.longest = settings.reconnectIntervalMax().toMillis();
        this.base = first;
    }

    /** A handshake was finished: the next failure is a first one again. */
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
