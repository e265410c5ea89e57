package io.reactivezmq.options;

/**
 * What only one kind of socket has; the others keep the defaults.
 *
 * @param onFull what a publisher does about a full subscriber
 * @param maxInFlight requests a REQ socket may have under way; above one they are correlated
 * @param mandatory whether a ROUTER reports what it cannot route ({@code ZMQ_ROUTER_MANDATORY})
 * @param correlate whether a REQ numbers its requests even one at a time ({@code ZMQ_REQ_CORRELATE})
 * @param handover whether a ROUTER gives a routing id to its newest claimant ({@code ZMQ_ROUTER_HANDOVER})
 * @param probe whether each new peer is sent an empty message first ({@code ZMQ_PROBE_ROUTER})
 * @param notices which subscriptions an XPUB is told of ({@code ZMQ_XPUB_VERBOSE}, {@code ZMQ_XPUB_VERBOSER})
 * @param manual whether an XPUB's application decides on subscriptions ({@code ZMQ_XPUB_MANUAL})
 * @param invertMatching whether messages go to those that did not subscribe ({@code ZMQ_INVERT_MATCHING})
 * @param welcome what an XPUB sends to each new peer; no frames for nothing ({@code ZMQ_XPUB_WELCOME_MSG})
 * @param lastValue whether what an XPUB sends next goes to the last accepted alone ({@code ZMQ_XPUB_MANUAL_LAST_VALUE})
 * @param verboseUnsubscribe whether an XSUB tells each end of a subscription ({@code ZMQ_XSUB_VERBOSE_UNSUBSCRIBE})
 * @param peerMessages what is said and told when peers come and go
 */
public record PatternSettings(
        OnFull onFull,
        int maxInFlight,
        boolean correlate,
        boolean mandatory,
        boolean handover,
        boolean probe,
        SubscriptionNotifications notices,
        boolean manual,
        boolean invertMatching,
        byte[][] welcome,
        boolean lastValue,
        boolean verboseUnsubscribe,
        PeerMessages peerMessages) {}
