package io.reactivezmq.spi.settings;

import java.time.Duration;

/**
 * Heartbeat settings: when a PING is sent and when a silent peer is disconnected.
 *
 * @param interval the time between two PINGs; zero for no PINGs ({@code ZMQ_HEARTBEAT_IVL})
 * @param timeout how long the peer may be silent after a PING; zero for no limit ({@code ZMQ_HEARTBEAT_TIMEOUT})
 * @param timeToLive how long the peer is asked to wait for bytes from this side before it disconnects; zero for no
 *     request ({@code ZMQ_HEARTBEAT_TTL})
 */
public record HeartbeatSettings(Duration interval, Duration timeout, Duration timeToLive) {

    /** Returns whether PINGs are sent. */
    public boolean enabled() {
        return !interval.isZero();
    }
}
