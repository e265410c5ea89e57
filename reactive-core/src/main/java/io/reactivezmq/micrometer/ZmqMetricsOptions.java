package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.reactivezmq.error.InvalidOptionException;
import java.time.Duration;
import java.util.Objects;

/** Options of {@link ZmqMetrics}. */
// Applications that use this require the module of Micrometer themselves.
@SuppressWarnings("exports")
public final class ZmqMetricsOptions {

    private static final Duration SHORTEST_STEP = Duration.ofMillis(10);

    private Tags tags = Tags.empty();
    private Duration step = Duration.ofSeconds(1);
    private boolean perPeer;

    /** Creates options with default values. */
    ZmqMetricsOptions() {}

    /** Sets tags that all meters have in addition to their own. Default: none. */
    public ZmqMetricsOptions tags(Iterable<Tag> additional) {
        tags = Tags.of(additional);
        return this;
    }

    /**
     * Sets the time between two samples of a socket, at least 10 milliseconds. A socket that has not answered the last
     * sample, because its loop is busy, is not asked again. Default: one second.
     */
    public ZmqMetricsOptions step(Duration time) {
        Objects.requireNonNull(time, "step");
        if (time.compareTo(SHORTEST_STEP) < 0) {
            throw new InvalidOptionException("step", time, "at least " + SHORTEST_STEP);
        }
        step = time;
        return this;
    }

    /**
     * Sets whether each peer has meters too, with the tags {@code endpoint} and {@code peer}, its address. Each address
     * makes five time series, and monitoring systems keep them after the peer has left. So this is for a few known
     * peers. At most 1,000 peers of a socket have meters. Default: false.
     */
    public ZmqMetricsOptions perPeer(boolean enabled) {
        perPeer = enabled;
        return this;
    }

    Tags tags() {
        return tags;
    }

    Duration step() {
        return step;
    }

    boolean perPeer() {
        return perPeer;
    }
}
