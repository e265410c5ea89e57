package io.reactivezmq;

import io.reactivezmq.event.PeerInfo;
import java.nio.charset.StandardCharsets;

/** Reports that a peer of an XPUB subscribes or unsubscribes. */
public interface SubscriptionNotification {

    /** Returns true for a subscription, false for the end of one. */
    boolean subscribes();

    /** Returns a copy of the prefix. */
    byte[] topic();

    /** Returns the prefix, read as UTF-8. */
    default String topicText() {
        return new String(topic(), StandardCharsets.UTF_8);
    }

    /** Returns the peer that subscribes or unsubscribes. */
    PeerInfo peer();

    /**
     * Puts the change in force, with the option {@code manual}. A subscription that is not accepted has no effect until
     * an observer accepts it.
     *
     * <p>Does nothing without that option, as the change is already in force. Does nothing either when the peer has
     * disconnected or has taken the subscription back.
     */
    void accept();

    /**
     * Puts another prefix in force for this peer instead of the requested one, with the option {@code manual}. Does
     * nothing without that option.
     */
    void acceptAs(byte[] topic);
}
