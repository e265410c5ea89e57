package io.reactivezmq.spi.settings;

import io.reactivezmq.options.value.PeerNotifications;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a socket sends or receives by itself when peers connect and disconnect. Null means none. The arrays are
 * not copied and must not be changed.
 *
 * @param probe whether an empty message is sent to each new peer before any other ({@code ZMQ_PROBE_ROUTER})
 * @param hello sent to each new peer before all messages of the application ({@code ZMQ_HELLO_MSG})
 * @param disconnect received when an accepted connection is lost ({@code ZMQ_DISCONNECT_MSG})
 * @param hiccup received when the connection of a connected endpoint is lost ({@code ZMQ_HICCUP_MSG})
 * @param notifications which connects and disconnects are received as empty messages ({@code ZMQ_ROUTER_NOTIFY})
 */
public record PeerMessages(
        boolean probe,
        byte @Nullable [] hello,
        byte @Nullable [] disconnect,
        byte @Nullable [] hiccup,
        PeerNotifications notifications) {

    /** No messages at all. */
    public static final PeerMessages NONE = new PeerMessages(false, null, null, null, PeerNotifications.NONE);
}
