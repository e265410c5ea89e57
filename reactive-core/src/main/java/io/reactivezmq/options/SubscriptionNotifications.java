package io.reactivezmq.options;

/** Which subscriptions an XPUB is told of. */
public enum SubscriptionNotifications {
    /** The first subscription to a topic and the end of the last one. */
    FIRST_AND_LAST,
    /**
     * Every subscription, and the end of the last one ({@code ZMQ_XPUB_VERBOSE}): new subscribers become visible. An
     * {@link io.reactivezmq.XSubSocket XSUB} that these are sent on to, as by a proxy, counts all of them but is told
     * of one end: it needs {@link XSubOptions#verboseUnsubscribe verboseUnsubscribe(true)}, or its publishers never
     * hear of the end.
     */
    ALL_SUBSCRIPTIONS,
    /** Every subscription and every end of one ({@code ZMQ_XPUB_VERBOSER}). */
    ALL
}
