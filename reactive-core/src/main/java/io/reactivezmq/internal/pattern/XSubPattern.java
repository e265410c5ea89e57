package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Announcer;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.spi.Control;
import java.util.Arrays;

/**
 * XSUB: a SUB whose application sends subscriptions as messages whose first byte is 1 or 0, and may send other messages
 * to all publishers too (RFC 29). What comes is not filtered again: it is for somebody further down.
 */
public final class XSubPattern extends ReceivingPattern implements Outlet {

    private final Announcer announcer = new Announcer(Control.Kind.SUBSCRIBE, Control.Kind.CANCEL);
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
        announcer.add(prefix);
    }

    /** Takes one subscription back; publishers are told of the last. */
    public void unsubscribe(byte[] prefix) {
        announcer.remove(prefix, verboseUnsubscribe);
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
        for (Pipe pipe : announcer.publishers()) {
            if (!pipe.offerOrDrain(message)) {
                pipe.drop(DropReason.PEER_FULL, 1);
            }
        }
        return true;
    }
}
