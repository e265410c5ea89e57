package io.reactivezmq.spi.settings;

/**
 * Limits on the resources that peers can use.
 *
 * @param frames the limits on the size of what a peer sends
 * @param maxPingsPerSecond the number of PINGs from one peer that are answered within a second
 * @param subscriptions the limits on subscriptions
 * @param entry the limits before the handshake is finished
 */
public record LimitSettings(
        FrameSettings frames, int maxPingsPerSecond, SubscriptionSettings subscriptions, EntrySettings entry) {}
