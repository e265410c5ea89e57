package io.reactivezmq.options;

/**
 * What only one kind of socket has; the others keep the defaults.
 *
 * @param onFull what a publisher does about a full subscriber
 * @param maxInFlight requests a REQ socket may have under way; above one they are correlated
 * @param mandatory whether a ROUTER reports what it cannot route ({@code ZMQ_ROUTER_MANDATORY})
 * @param handover whether a ROUTER gives a routing id to its newest claimant ({@code ZMQ_ROUTER_HANDOVER})
 */
public record PatternSettings(OnFull onFull, int maxInFlight, boolean mandatory, boolean handover) {}
