package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** DISH: tells each RADIO which groups it has joined, and looks again at what comes (RFC 48). */
public final class DishPattern extends ReceivingPattern {

    private final Set<ByteBuffer> groups = new LinkedHashSet<>();
    private final Set<Pipe> radios = new LinkedHashSet<>();

    /** In front of this sink. */
    public DishPattern(MessageSink sink) {
        super(sink);
    }

    /** Joins a group. */
    public void join(byte[] group) {
        if (groups.add(ByteBuffer.wrap(group))) {
            tell(Control.join(group));
        }
    }

    /** Leaves it. */
    public void leave(byte[] group) {
        if (groups.remove(ByteBuffer.wrap(group))) {
            tell(Control.leave(group));
        }
    }

    private void tell(Control control) {
        // A copy, as a link may end when it is used.
        List.copyOf(radios).forEach(pipe -> tell(pipe, control));
    }

    private static void tell(Pipe pipe, Control control) {
        Link link = pipe.link();
        if (link != null) {
            link.send(control);
        }
    }

    @Override
    public void connected(Pipe pipe) {
        radios.add(pipe);
        groups.forEach(group -> tell(pipe, Control.join(group.array())));
    }

    @Override
    public void disconnected(Pipe pipe) {
        radios.remove(pipe);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (message.frameCount() != 2 || message.size(0) > Groups.LONGEST) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_FRAME,
                    "a message of " + message.frameCount() + " frames and a first one of " + message.size(0)
                            + " octets, where a RADIO sends a group of up to 255 and one frame");
        }
        if (groups.contains(ByteBuffer.wrap(message.unwrap(0)))) {
            super.received(pipe, message);
        } else {
            pipe.drop(DropReason.UNWANTED, 1);
        }
    }
}
