package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Distributor;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.internal.routing.Subscribers;
import io.reactivezmq.internal.routing.SubscriptionLimits;
import io.reactivezmq.options.Notices;
import io.reactivezmq.options.OnFull;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.spi.Control;
import org.jspecify.annotations.Nullable;

/**
 * XPUB: a PUB whose application is told of subscriptions, as messages whose first octet is 1 or 0, and may decide on them
 * (RFC 29). What else its peers send reaches the application too.
 */
public final class XPubPattern extends ReceivingPattern implements Outlet {

    private final Subscribers subscribers;
    private final Subscribers wishes;
    private final Distributor distributor;
    private final SocketSettings settings;
    private final Listener listener;
    private final Pipe notices;
    private final int maxNotices;

    /** Whom the next message goes to alone. */
    private @Nullable Pipe lastAccepted;

    /** Who is told of subscriptions beside the application's receiver. */
    public interface Listener {

        /** A peer may have got its first or lost its last subscription. */
        void changed();

        /** A peer wants this, or no longer; in manual mode it is not in force yet. */
        void noticed(Pipe peer, Control control, PeerInfo info);
    }

    /**
     * In front of this sink.
     *
     * @param notices a pipe without a peer, in which notices wait for the application
     */
    public XPubPattern(
            SocketSettings settings,
            MessageSink sink,
            RoomListener senders,
            SlicedWork clearing,
            Pipe notices,
            Listener listener) {
        super(sink);
        this.settings = settings;
        this.listener = listener;
        this.notices = notices;
        this.maxNotices = settings.limits().maxSubscriptions();
        SubscriptionLimits limits = SubscriptionLimits.ofPrefixes(settings.limits());
        this.subscribers = new Subscribers(Subscribers.Matching.PREFIX, limits, clearing);
        this.wishes = new Subscribers(Subscribers.Matching.PREFIX, limits, clearing);
        this.distributor = new Distributor(
                subscribers,
                settings.pattern().onFull() == OnFull.BACKPRESSURE,
                settings.pattern().invertMatching(),
                senders::roomAvailable);
    }

    /** How many peers have a subscription in force. */
    public int subscriberCount() {
        return subscribers.pipes().size();
    }

    /** How many different prefixes are subscribed to. */
    public int topicCount() {
        return subscribers.topicCount();
    }

    @Override
    public void connected(Pipe pipe) {
        distributor.add(pipe);
        byte[][] welcome = settings.pattern().welcome();
        if (welcome.length > 0) {
            pipe.offerFirst(ZmqMessage.wrap(welcome));
        }
    }

    @Override
    public void disconnected(Pipe pipe) {
        boolean everyEnd = settings.pattern().notices() == Notices.ALL;
        if (settings.pattern().manual()) {
            wishes.leave(pipe, (prefix, last) -> notice(pipe, Control.cancel(prefix)));
            subscribers.leave(pipe, (prefix, last) -> {});
        } else {
            subscribers.leave(pipe, (prefix, last) -> {
                if (last || everyEnd) {
                    notice(pipe, Control.cancel(prefix));
                }
            });
        }
        if (lastAccepted == pipe) {
            lastAccepted = null;
        }
        distributor.remove(pipe);
        listener.changed();
    }

    @Override
    public void received(Pipe pipe, Control control) {
        boolean subscribe = control.kind() == Control.Kind.SUBSCRIBE;
        if (settings.pattern().manual()) {
            if (subscribe) {
                wishes.add(pipe, control.topic());
            } else {
                wishes.remove(pipe, control.topic());
            }
            notice(pipe, control);
        } else if (subscribe) {
            if (subscribers.add(pipe, control.topic()) || settings.pattern().notices() != Notices.FIRST_AND_LAST) {
                notice(pipe, control);
            }
            changed();
        } else {
            if (!subscribers.remove(pipe, control.topic()) || settings.pattern().notices() == Notices.ALL) {
                notice(pipe, control);
            }
            changed();
        }
    }

    /** In manual mode: puts this in force for the peer, which need not be what it asked for. */
    public void apply(Pipe pipe, Control control) {
        if (!pipe.connected()) {
            return;
        }
        if (control.kind() == Control.Kind.SUBSCRIBE) {
            try {
                subscribers.add(pipe, control.topic());
                if (settings.pattern().lastValue()) {
                    lastAccepted = pipe;
                }
            } catch (ProtocolException tooMany) {
                // As if the peer had asked for them itself.
                pipe.closeLink(tooMany.of(pipe.peer().address()));
            }
        } else {
            subscribers.remove(pipe, control.topic());
        }
        changed();
    }

    private void changed() {
        listener.changed();
        distributor.roomChanged();
    }

    private void notice(Pipe pipe, Control control) {
        PeerInfo peer = pipe.peer();
        if (notices.queued() >= maxNotices) {
            pipe.drop(DropReason.UNWANTED, 1);
        } else {
            byte[] frame = new byte[control.topic().length + 1];
            frame[0] = (byte) (control.kind() == Control.Kind.SUBSCRIBE ? 1 : 0);
            System.arraycopy(control.topic(), 0, frame, 1, control.topic().length);
            super.received(notices, ZmqMessage.received(frame, peer));
            readComplete();
        }
        listener.noticed(pipe, control, peer);
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        distributor.roomChanged();
    }

    @Override
    public long room() {
        return distributor.waits() ? distributor.leastRoom() : UNBOUNDED;
    }

    @Override
    public long certainRoom() {
        return distributor.waits() ? distributor.certainRoom() : UNBOUNDED;
    }

    @Override
    public boolean isChoosy() {
        return distributor.waits();
    }

    @Override
    public boolean offer(ZmqMessage message) {
        Pipe alone = lastAccepted;
        if (alone == null) {
            return distributor.offer(message);
        }
        if (!distributor.offerTo(alone, message)) {
            return false;
        }
        lastAccepted = null;
        return true;
    }
}
