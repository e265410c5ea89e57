package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Announcer;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.spi.Control;

/** SUB: tells each publisher what it wants, and looks again at what comes (RFC 29). */
public final class SubPattern extends ReceivingPattern {

    private final Announcer announcer = new Announcer(Control.Kind.SUBSCRIBE, Control.Kind.CANCEL);
    private final boolean inverted;

    /**
     * In front of this sink.
     *
     * @param inverted whether what was not subscribed to is wanted
     */
    public SubPattern(MessageSink sink, boolean inverted) {
        super(sink);
        this.inverted = inverted;
    }

    /** Subscribes once more. Publishers are told each time, as they are by libzmq. */
    public void subscribe(byte[] prefix) {
        announcer.add(prefix);
    }

    /** Takes one subscription back. */
    public void unsubscribe(byte[] prefix) {
        announcer.remove(prefix, false);
    }

    /** How many prefixes are subscribed to. */
    public int topicCount() {
        return announcer.interests().size();
    }

    @Override
    public void connected(Pipe pipe) {
        announcer.connected(pipe);
    }

    @Override
    public void disconnected(Pipe pipe) {
        announcer.disconnected(pipe);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (announcer.interests().matches(message.unwrap(0)) != inverted) {
            super.received(pipe, message);
        } else {
            pipe.drop(DropReason.UNWANTED, 1);
        }
    }
}
