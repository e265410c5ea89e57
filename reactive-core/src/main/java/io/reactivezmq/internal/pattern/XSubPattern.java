package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Interests;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * XSUB: a SUB whose application sends subscriptions as messages whose first octet is 1 or 0, and may send other messages
 * to all publishers too (RFC 29). What comes is not filtered again: it is for somebody further down.
 */
public final class XSubPattern extends ReceivingPattern implements Outlet {

    private final Interests interests = new Interests();
    private final Set<Pipe> publishers = new LinkedHashSet<>();
    private final boolean verboseUnsubscribe;

    /**
     * In front of this sink.
     *
     * @param verboseUnsubscribe whether publishers are told of each end of a subscription, not only of the last
     */
    public XSubPattern(MessageSink sink, boolean verboseUnsubscribe) {
        super(sink);
        this.verboseUnsubscribe = verboseUnsubscribe;
    }

    /** Subscribes once more; publishers are told each time. */
    public void subscribe(byte[] prefix) {
        interests.add(prefix);
        tell(Control.subscribe(prefix));
    }

    /** Takes one subscription back; publishers are told of the last. */
    public void unsubscribe(byte[] prefix) {
        boolean last = interests.remove(prefix);
        if (last || verboseUnsubscribe) {
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
    public long room() {
        return UNBOUNDED;
    }

    @Override
    public boolean offer(ZmqMessage message) {
        byte[] first = message.unwrap(0);
        if (message.frameCount() == 1 && first.length > 0 && (first[0] == 0 || first[0] == 1)) {
            byte[] prefix = Arrays.copyOfRange(first, 1, first.length);
            if (first[0] == 1) {
                subscribe(prefix);
            } else {
                unsubscribe(prefix);
            }
            return true;
        }
        for (Pipe pipe : publishers.toArray(Pipe[]::new)) {
            if (!pipe.offerOrDrain(message)) {
                pipe.drop(DropReason.PEER_FULL, 1);
            }
        }
        return true;
    }
}
