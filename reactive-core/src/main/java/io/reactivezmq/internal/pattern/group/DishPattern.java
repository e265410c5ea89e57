package io.reactivezmq.internal.pattern.group;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.subscription.Announcer;
import io.reactivezmq.spi.Control;

/** Pattern of a DISH: sends its groups to each RADIO, and filters received messages again (RFC 48). */
public final class DishPattern extends ReceivingPattern {

    private final Announcer announcer = new Announcer(Control.Kind.JOIN, Control.Kind.LEAVE);

    /** Creates a pattern that puts received messages into this queue. */
    public DishPattern(FairQueue inbound) {
        super(inbound);
    }

    /** Joins a group. Joining a group again has no effect. */
    public void join(byte[] group) {
        if (!announcer.interests().contains(group)) {
            announcer.add(group);
        }
    }

    /** Leaves a group. */
    public void leave(byte[] group) {
        announcer.remove(group, false);
    }

    @Override
    public void connected(Pipe pipe) {
        announcer.connected(pipe);
    }

    @Override
    public void detached(Pipe pipe) {
        announcer.disconnected(pipe);
    }

    @Override
    public void disconnected(Pipe pipe) {
        announcer.disconnected(pipe);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (message.frameCount() != 2 || message.size(0) > Groups.LONGEST) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_FRAME,
                    "a message of " + message.frameCount() + " frames and a first one of " + message.size(0)
                            + " bytes, where a RADIO sends a group of up to 255 and one frame");
        }
        if (announcer.interests().contains(message.unwrap(0))) {
            super.received(pipe, message);
        } else {
            pipe.drop(DropReason.UNWANTED, 1);
        }
    }
}
