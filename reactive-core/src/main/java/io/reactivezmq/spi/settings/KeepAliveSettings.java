package io.reactivezmq.spi.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the system ends TCP connections to silent peers. Null leaves a value to the operating system.
 *
 * @param enabled whether TCP keepalive is used ({@code ZMQ_TCP_KEEPALIVE})
 * @param idle the silence before the first keepalive probe ({@code ZMQ_TCP_KEEPALIVE_IDLE})
 * @param interval the time between two keepalive probes ({@code ZMQ_TCP_KEEPALIVE_INTVL})
 * @param count the unanswered probes that end the connection ({@code ZMQ_TCP_KEEPALIVE_CNT})
 * @param retransmitTimeout how long sent bytes may stay unacknowledged ({@code ZMQ_TCP_MAXRT})
 */
public record KeepAliveSettings(
        @Nullable Boolean enabled,
        @Nullable Duration idle,
        @Nullable Duration interval,
        @Nullable Integer count,
        @Nullable Duration retransmitTimeout) {}
