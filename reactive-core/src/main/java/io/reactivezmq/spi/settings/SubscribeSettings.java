package io.reactivezmq.spi.settings;

/**
 * Settings of a SUB or XSUB.
 *
 * @param invertMatching whether a SUB receives the messages it did not subscribe to ({@code ZMQ_INVERT_MATCHING})
 * @param verboseUnsubscribe whether an XSUB sends each unsubscription to its publishers
 *     ({@code ZMQ_XSUB_VERBOSE_UNSUBSCRIBE})
 */
public record SubscribeSettings(boolean invertMatching, boolean verboseUnsubscribe) {

    /** A SUB receives what it subscribed to, and publishers get the last unsubscription from each prefix. */
    public static final SubscribeSettings DEFAULT = new SubscribeSettings(false, false);
}
