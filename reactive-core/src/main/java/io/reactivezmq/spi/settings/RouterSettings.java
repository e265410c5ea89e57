package io.reactivezmq.spi.settings;

/**
 * Settings of a ROUTER about messages that cannot be routed, and about routing ids in use.
 *
 * @param mandatory whether messages that cannot be routed are reported ({@code ZMQ_ROUTER_MANDATORY})
 * @param handover whether a routing id goes to the newest peer that announces it ({@code ZMQ_ROUTER_HANDOVER})
 */
public record RouterSettings(boolean mandatory, boolean handover) {

    /** Messages that cannot be routed are dropped, and a routing id stays with its peer. */
    public static final RouterSettings DEFAULT = new RouterSettings(false, false);
}
