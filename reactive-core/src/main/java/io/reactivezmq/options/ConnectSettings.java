package io.reactivezmq.options;

import io.reactivezmq.error.ZmqException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How connections come about, and come back.
 *
 * @param connectTimeout limit on each step of an attempt before the handshake; zero leaves it to the system
 *     ({@code ZMQ_CONNECT_TIMEOUT})
 * @param handshakeTimeout limit on greeting and mechanism; zero is without limit ({@code ZMQ_HANDSHAKE_IVL})
 * @param reconnectInterval shortest delay before another attempt ({@code ZMQ_RECONNECT_IVL})
 * @param reconnectIntervalMax where doubling the delay ends; zero for no doubling ({@code ZMQ_RECONNECT_IVL_MAX})
 * @param refusedRetryInterval shortest delay before refused credentials are shown again; zero leaves it to the policy
 * @param reconnectWhen whether to try again after this failure
 * @param reconnectStops when not to, whatever that says ({@code ZMQ_RECONNECT_STOP})
 */
public record ConnectSettings(
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration reconnectInterval,
        Duration reconnectIntervalMax,
        Duration refusedRetryInterval,
        Predicate<? super ZmqException> reconnectWhen,
        Set<ReconnectStop> reconnectStops) {}
