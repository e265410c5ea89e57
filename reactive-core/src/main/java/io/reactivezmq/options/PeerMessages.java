package io.reactivezmq.options;

import org.jspecify.annotations.Nullable;

/**
 * Messages that no application sends when they are due: one to each new peer, and those that tell our application of
 * its peers. Null for none.
 *
 * @param hello sent to each new peer before any other ({@code ZMQ_HELLO_MSG})
 * @param disconnect received when a peer that had come to us is lost ({@code ZMQ_DISCONNECT_MSG})
 * @param hiccup received when a peer that we had connected to is lost ({@code ZMQ_HICCUP_MSG})
 * @param notices which comings and goings are received as empty messages ({@code ZMQ_ROUTER_NOTIFY})
 */
public record PeerMessages(
        byte @Nullable [] hello, byte @Nullable [] disconnect, byte @Nullable [] hiccup, PeerNotifications notices) {

    /** None of them. */
    public static final PeerMessages NONE = new PeerMessages(null, null, null, PeerNotifications.NONE);

    PeerMessages withHello(byte[] message) {
        return new PeerMessages(message.clone(), disconnect, hiccup, notices);
    }

    PeerMessages withDisconnect(byte[] message) {
        return new PeerMessages(hello, message.clone(), hiccup, notices);
    }

    PeerMessages withHiccup(byte[] message) {
        return new PeerMessages(hello, disconnect, message.clone(), notices);
    }

    PeerMessages withNotices(PeerNotifications which) {
        return new PeerMessages(hello, disconnect, hiccup, which);
    }
}
