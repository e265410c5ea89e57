package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import java.util.Arrays;

/**
 * Pattern of an XSUB: a SUB whose application sends subscriptions and unsubscriptions, as messages that start with the
 * byte 1 or 0, and may send other messages to all publishers (RFC 29). Received messages are not filtered again, as
 * they are meant for subscribers further downstream.
 */
public final class XSubPattern extends SubscribingPattern implements Outlet {

    /**
     * Creates a pattern that puts received messages into this queue.
     *
     * @param verboseUnsubscribe whether publishers get every unsubscription, not only the last for a prefix
     */
    public XSubPattern(FairQueue inbound, boolean verboseUnsubscribe) {
        super(inbound, verboseUnsubscribe);
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
        for (Pipe pipe : announcer().publishers()) {
            if (!pipe.offerOrDrain(message)) {
                pipe.drop(DropReason.PEER_FULL, 1);
            }
        }
        return true;
    }
}
