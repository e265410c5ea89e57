package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.ReceivedMessages;
import io.reactivezmq.spi.settings.PeerMessages;

/**
 * The messages that are due when a peer connects or disconnects. Some are sent to the peer before all others. Some are
 * delivered to the application as if the peer had sent them.
 */
final class PeerLifecycleMessages {

    private static final byte[] EMPTY = {};

    private final SocketScope scope;
    private final PeerMessages messages;

    PeerLifecycleMessages(SocketScope scope) {
        this.scope = scope;
        this.messages = scope.settings().pattern().peerMessages();
    }

    /**
     * Sends the probe ({@code ZMQ_PROBE_ROUTER}) and the hello message ({@code ZMQ_HELLO_MSG}). Called before the
     * pattern is notified of the peer.
     */
    void coming(Pipe pipe) {
        if (messages.probe()) {
            pipe.offerFirst(ZmqMessage.wrap(EMPTY));
        }
        byte[] hello = messages.hello();
        if (hello != null) {
            pipe.offerFirst(ZmqMessage.wrap(hello));
        }
    }

    /** Delivers the notification of a new peer. Called after the pattern was notified of the peer. */
    void come(Pipe pipe) {
        if (messages.notifications().ofConnects()) {
            receive(pipe, EMPTY);
        }
    }

    /**
     * Delivers the message for a lost peer ({@code ZMQ_DISCONNECT_MSG}, {@code ZMQ_HICCUP_MSG}) and the notification of
     * it. Called before the pattern is notified of the loss.
     */
    void gone(Pipe pipe) {
        byte[] due = pipe.accepted() ? messages.disconnect() : messages.hiccup();
        if (due != null) {
            receive(pipe, due);
        }
        if (messages.notifications().ofDisconnects()) {
            receive(pipe, EMPTY);
        }
    }

    private void receive(Pipe pipe, byte[] frame) {
        if (!scope.isClosed()) {
            // As if the peer had sent it, in the counters too.
            pipe.receive(ReceivedMessages.of(frame, pipe.peer()));
            pipe.readComplete();
        }
    }
}
