package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.options.PatternSettings;
import io.reactivezmq.options.PeerMessages;

/**
 * The messages that are due when a peer comes or goes: what is said to it before all else, and what the application is
 * told, as if the peer had said it.
 */
final class PeerLifecycleMessages {

    private static final byte[] EMPTY = {};

    private final SocketBase socket;
    private final boolean probe;
    private final PeerMessages messages;

    PeerLifecycleMessages(SocketBase socket, PatternSettings settings) {
        this.socket = socket;
        this.probe = settings.probe();
        this.messages = settings.peerMessages();
    }

    /** Before the pattern hears of the peer. */
    void coming(Pipe pipe) {
        if (probe) {
            pipe.offerFirst(ZmqMessage.wrap(EMPTY));
        }
        byte[] hello = messages.hello();
        if (hello != null) {
            pipe.offerFirst(ZmqMessage.wrap(hello));
        }
    }

    /** After it. */
    void come(Pipe pipe) {
        if (messages.notices().ofConnects()) {
            receive(pipe, EMPTY);
        }
    }

    /** Before the pattern hears that it is gone. */
    void gone(Pipe pipe) {
        byte[] due = pipe.accepted() ? messages.disconnect() : messages.hiccup();
        if (due != null) {
            receive(pipe, due);
        }
        if (messages.notices().ofDisconnects()) {
            receive(pipe, EMPTY);
        }
    }

    private void receive(Pipe pipe, byte[] frame) {
        if (!socket.isClosed()) {
            socket.received(pipe, ZmqMessage.received(frame, pipe.peer()));
            socket.readComplete();
        }
    }
}
