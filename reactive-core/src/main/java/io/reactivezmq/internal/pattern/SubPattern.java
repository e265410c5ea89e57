package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Interests;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** SUB: tells each publisher what it wants, and looks again at what comes (RFC 29). */
public final class SubPattern extends ReceivingPattern {

    private final Interests interests = new Interests();
    private final Set<Pipe> publishers = new LinkedHashSet<>();
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
        interests.add(prefix);
        tell(Control.subscribe(prefix));
    }

    /** Takes one subscription back. */
    public void unsubscribe(byte[] prefix) {
        if (interests.remove(prefix)) {
            tell(Control.cancel(prefix));
        }
    }

    /** How many prefixes are subscribed to. */
    public int topicCount() {
        return interests.size();
    }

    private void tell(Control control) {
        // A copy, as a link may end when it is used.
        List.copyOf(publishers).forEach(pipe -> tell(pipe, control));
    }

    private static void tell(Pipe pipe, Control control) {
        Link link = pipe.link();
        if (link != null) {
            link.send(control);
        }
    }

    @Override
    public void connected(Pipe pipe) {
        publishers.add(pipe);
        interests.prefixes().forEach(prefix -> tell(pipe, Control.subscribe(prefix)));
    }

    @Override
    public void disconnected(Pipe pipe) {
        publishers.remove(pipe);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (interests.matches(message.unwrap(0)) != inverted) {
            super.received(pipe, message);
        } else {
            pipe.drop(DropReason.UNWANTED, 1);
        }
    }
}
