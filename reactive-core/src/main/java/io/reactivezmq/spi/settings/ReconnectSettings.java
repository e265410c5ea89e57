package io.reactivezmq.spi.settings;

import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.value.ReconnectStop;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The policy for reconnecting.
 *
 * @param interval the shortest delay before another attempt; zero for none after a loss or a failure
 *     ({@code ZMQ_RECONNECT_IVL})
 * @param intervalMax the longest delay that doubling reaches; zero for no doubling ({@code ZMQ_RECONNECT_IVL_MAX})
 * @param refusedInterval the shortest delay before another attempt with refused credentials; zero leaves the decision
 *     to {@code when}
 * @param when decides whether a failure is followed by another attempt
 * @param stops the failures that are never followed by another attempt, whatever {@code when} returns
 *     ({@code ZMQ_RECONNECT_STOP})
 */
public record ReconnectSettings(
        Duration interval,
        Duration intervalMax,
        Duration refusedInterval,
        Predicate<? super ZmqException> when,
        Set<ReconnectStop> stops) {}
