package io.reactivezmq.spi.settings;

import io.reactivezmq.options.value.OnFull;

/**
 * Settings of a PUB, XPUB or RADIO.
 *
 * @param onFull the policy for a subscriber at its high-water mark
 * @param invertMatching whether messages go to the peers that did not subscribe to them ({@code ZMQ_INVERT_MATCHING})
 */
public record PublishSettings(OnFull onFull, boolean invertMatching) {

    /** Messages go to the peers that subscribed to them, and are dropped for those without room. */
    public static final PublishSettings DEFAULT = new PublishSettings(OnFull.DROP, false);

    /** Returns whether a message waits until all subscribers that it matches have room. */
    public boolean waitsForRoom() {
        return onFull == OnFull.BACKPRESSURE;
    }
}
