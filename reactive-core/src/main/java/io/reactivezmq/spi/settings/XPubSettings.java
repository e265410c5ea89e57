package io.reactivezmq.spi.settings;

import io.reactivezmq.options.value.SubscriptionNotifications;

/**
 * Settings of an XPUB, in addition to those of everything that publishes. The arrays are not copied and must not be
 * changed.
 *
 * @param reported the subscriptions that are reported ({@code ZMQ_XPUB_VERBOSE}, {@code ZMQ_XPUB_VERBOSER})
 * @param manual whether the application decides on subscriptions ({@code ZMQ_XPUB_MANUAL})
 * @param lastValue whether the next message goes only to the subscriber accepted last
 *     ({@code ZMQ_XPUB_MANUAL_LAST_VALUE})
 * @param welcome the frames that are sent to each new peer; empty for none ({@code ZMQ_XPUB_WELCOME_MSG})
 */
public record XPubSettings(SubscriptionNotifications reported, boolean manual, boolean lastValue, byte[][] welcome) {

    /** First subscriptions and last unsubscriptions are reported, and all subscriptions take effect. */
    public static final XPubSettings DEFAULT =
            new XPubSettings(SubscriptionNotifications.FIRST_AND_LAST, false, false, new byte[0][]);
}
