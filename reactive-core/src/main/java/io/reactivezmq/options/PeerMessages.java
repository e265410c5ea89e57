package io.reactivezmq.options;

import org.jspecify.annotations.Nullable;

/**
 * Messages that a socket sends or receives by itself when peers connect and disconnect. Null means none.
 *
 * @param hello sent to each new peer before all messages of the application ({@code ZMQ_HELLO_MSG})
 * @param disconnect received when an accepted connection is lost ({@code ZMQ_DISCONNECT_MSG})
 * @param hiccup received when the connection of a connected endpoint is lost ({@code ZMQ_HICCUP_MSG})
 * @param notifications which connects and disconnects are received as empty messages ({@code ZMQ_ROUTER_NOTIFY})
 */
public record PeerMessages(
        byte @Nullable [] hello,
        byte @Nullable [] disconnect,
        byte @Nullable [] hiccup,
        PeerNotifications notifications) {

    /** No messages at all. */
    public static final PeerMessages NONE = new PeerMessages(null, null, null, PeerNotifications.NONE);

    PeerMessages withHello(byte[] message) {
        return new PeerMessages(message.clone(), disconnect, hiccup, notifications);
    }

    PeerMessages withDisconnect(byte[] message) {
        return new PeerMessages(hello, message.clone(), hiccup, notifications);
    }

    PeerMessages withHiccup(byte[] message) {
        return new PeerMessages(hello, disconnect, message.clone(), notifications);
    }

    PeerMessages withNotifications(PeerNotifications which) {
        return new PeerMessages(hello, disconnect, hiccup, which);
    }
}
