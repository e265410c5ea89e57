package io.reactivezmq.options;

import java.time.Duration;

/**
 * How a silent peer is found out.
 *
 * @param interval how often to send a PING; zero for never ({@code ZMQ_HEARTBEAT_IVL})
 * @param timeout how long the peer may be silent after a PING ({@code ZMQ_HEARTBEAT_TIMEOUT})
 * @param timeToLive how long the peer should wait for a sign of ours; zero for no demand ({@code ZMQ_HEARTBEAT_TTL})
 */
public record HeartbeatSettings(Duration interval, Duration timeout, Duration timeToLive) {

    /** Whether PINGs are sent. */
    public boolean enabled() {
        return !interval.isZero();
    }
}
