package io.reactivezmq.options;

import io.reactivezmq.options.value.PeerNotifications;
import io.reactivezmq.spi.settings.PeerMessages;
import org.jspecify.annotations.Nullable;

/** The messages that are sent or received when peers connect and disconnect. A socket type has options for some. */
final class PeerMessageOptions {

    private boolean probe;
    private byte @Nullable [] hello;
    private byte @Nullable [] disconnect;
    private byte @Nullable [] hiccup;
    private PeerNotifications notifications = PeerNotifications.NONE;

    void probe(boolean enabled) {
        probe = enabled;
    }

    void hello(byte[] message) {
        hello = Check.notNull("helloMessage (ZMQ_HELLO_MSG)", message).clone();
    }

    void disconnect(byte[] message) {
        disconnect =
                Check.notNull("disconnectMessage (ZMQ_DISCONNECT_MSG)", message).clone();
    }

    void hiccup(byte[] message) {
        hiccup = Check.notNull("hiccupMessage (ZMQ_HICCUP_MSG)", message).clone();
    }

    void notifications(String option, PeerNotifications which) {
        notifications = Check.notNull(option, which);
    }

    PeerMessages settings() {
        return new PeerMessages(probe, hello, disconnect, hiccup, notifications);
    }
}
