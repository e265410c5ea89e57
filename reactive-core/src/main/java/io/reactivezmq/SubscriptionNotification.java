package io.reactivezmq;

import io.reactivezmq.event.PeerInfo;
import java.nio.charset.StandardCharsets;

/** A peer of an XPUB subscribes, or ends a subscription. */
public interface SubscriptionNotification {

    /** Whether it is a subscription; otherwise the end of one. */
    boolean subscribes();

    /** A copy of the prefix. */
    byte[] topic();

    /** The prefix read as UTF-8. */
    default String topicText() {
        return new String(topic(), StandardCharsets.UTF_8);
    }

    /** Whose it is. */
    PeerInfo peer();

    /**
     * With the option {@code manual}: puts it in force. Otherwise it is in force already, and this does nothing; nor
     * does it when the peer has left or has taken the subscription back. What is not accepted is refused, until an
     * observer accepts it.
     */
    void accept();

    /** With the option {@code manual}: puts another prefix in force in its place, for this peer. */
    void acceptAs(byte[] topic);
}
