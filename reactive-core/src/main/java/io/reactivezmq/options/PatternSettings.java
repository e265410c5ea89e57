package io.reactivezmq.options;

/**
 * Settings that only some socket types have. The other types keep the defaults.
 *
 * @param onFull the policy of a publisher for a subscriber at its high-water mark
 * @param maxInFlight the number of requests that a REQ may have in flight; above one, requests are correlated
 * @param correlate whether a REQ numbers its requests even if {@code maxInFlight} is one ({@code ZMQ_REQ_CORRELATE})
 * @param mandatory whether a ROUTER reports messages it cannot route ({@code ZMQ_ROUTER_MANDATORY})
 * @param handover whether a ROUTER gives a routing id to the newest peer that announces it
 *     ({@code ZMQ_ROUTER_HANDOVER})
 * @param probe whether an empty message is sent to each new peer first ({@code ZMQ_PROBE_ROUTER})
 * @param notifications the subscriptions that an XPUB reports ({@code ZMQ_XPUB_VERBOSE}, {@code ZMQ_XPUB_VERBOSER})
 * @param manual whether the application of an XPUB decides on subscriptions ({@code ZMQ_XPUB_MANUAL})
 * @param invertMatching whether messages go to the peers that did not subscribe to them ({@code ZMQ_INVERT_MATCHING})
 * @param welcome the frames that an XPUB sends to each new peer; empty for none ({@code ZMQ_XPUB_WELCOME_MSG})
 * @param lastValue whether the next message of an XPUB goes only to the subscriber accepted last
 *     ({@code ZMQ_XPUB_MANUAL_LAST_VALUE})
 * @param verboseUnsubscribe whether an XSUB sends each unsubscription to its publishers
 *     ({@code ZMQ_XSUB_VERBOSE_UNSUBSCRIBE})
 * @param peerMessages the messages that are sent or received when peers connect and disconnect
 */
public record PatternSettings(
        OnFull onFull,
        int maxInFlight,
        boolean correlate,
        boolean mandatory,
        boolean handover,
        boolean probe,
        SubscriptionNotifications notifications,
        boolean manual,
        boolean invertMatching,
        byte[][] welcome,
        boolean lastValue,
        boolean verboseUnsubscribe,
        PeerMessages peerMessages) {}
