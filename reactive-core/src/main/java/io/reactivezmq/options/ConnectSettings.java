package io.reactivezmq.options;

import io.reactivezmq.error.ZmqException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Timeouts of connection attempts and handshakes, and the policy for reconnecting.
 *
 * @param connectTimeout the limit on each step of an attempt before the handshake; zero leaves it to the system
 *     ({@code ZMQ_CONNECT_TIMEOUT})
 * @param handshakeTimeout the limit on greeting and mechanism; zero for no limit ({@code ZMQ_HANDSHAKE_IVL})
 * @param reconnectInterval the shortest delay before another attempt; zero for no reconnection
 *     ({@code ZMQ_RECONNECT_IVL})
 * @param reconnectIntervalMax the longest delay that doubling reaches; zero for no doubling
 *     ({@code ZMQ_RECONNECT_IVL_MAX})
 * @param refusedRetryInterval the shortest delay before another attempt with refused credentials; zero leaves the
 *     decision to {@code reconnectWhen}
 * @param reconnectWhen decides whether a failure is followed by another attempt
 * @param reconnectStops the failures that are never followed by another attempt, whatever {@code reconnectWhen} returns
 *     ({@code ZMQ_RECONNECT_STOP})
 */
public record ConnectSettings(
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration reconnectInterval,
        Duration reconnectIntervalMax,
        Duration refusedRetryInterval,
        Predicate<? super ZmqException> reconnectWhen,
        Set<ReconnectStop> reconnectStops) {}
