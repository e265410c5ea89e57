package io.reactivezmq.options.value;

/** Selects which subscriptions and unsubscriptions of its peers an XPUB reports to its application. */
public enum SubscriptionNotifications {
    /** The first subscription to a topic, and the last unsubscription from it. */
    FIRST_AND_LAST,
    /**
     * Every subscription, and the last unsubscription from a topic ({@code ZMQ_XPUB_VERBOSE}). It makes each new
     * subscriber visible.
     *
     * <p>An {@link io.reactivezmq.XSubSocket XSUB} to which these notifications are forwarded, as by a proxy, counts
     * every subscription but gets one unsubscription. It needs
     * {@link io.reactivezmq.options.XSubOptions#verboseUnsubscribe verboseUnsubscribe(true)}; otherwise its publishers
     * never get the unsubscription.
     */
    ALL_SUBSCRIPTIONS,
    /** Every subscription and every unsubscription ({@code ZMQ_XPUB_VERBOSER}). */
    ALL
}
