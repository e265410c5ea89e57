package io.reactivezmq.internal.pattern;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.QueueSettings;
import io.reactivezmq.spi.Link;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The notices of subscriptions that wait for an XPUB's application, as messages in a pipe of their own. Some wait one
 * for one. Of what comes beyond, a notice and its opposite cancel out, and repetitions are dropped and counted: so no
 * more wait than there are subscriptions, and an application that comes late is told of those that are in force.
 */
final class PendingNotifications implements Link {

    /** Notices that wait one for one. */
    private static final int EXACT = 1024;

    private final Loop loop;
    private final Pipe pipe;
    private final BiConsumer<Pipe, ZmqMessage> receiver;
    private final Map<Offer, Offer> net = new LinkedHashMap<>(0);
    private boolean refilling;

    /**
     * Without notices.
     *
     * @param endpoint what the pipe is called; it belongs to none
     * @param receiver takes notices out of the pipe, as it does messages of peers
     */
    PendingNotifications(Loop loop, PipeOwner owner, Endpoint endpoint, BiConsumer<Pipe, ZmqMessage> receiver) {
        this.loop = loop;
        this.receiver = receiver;
        this.pipe = new Pipe(owner, endpoint, true, new QueueSettings(1, EXACT, 1, false));
        pipe.connect(this, new PeerInfo(endpoint.uri(), "", true, "", new byte[0], Map.of()));
    }

    Pipe pipe() {
        return pipe;
    }

    /**
     * Tells the application.
     *
     * @param key the same for a notice and its opposite, which cancel out
     * @param repeats whether it changes nothing about what the application has been told
     */
    void add(Offer offer, Offer key, boolean repeats) {
        if (net.isEmpty() && pipe.hasRoom()) {
            deliver(offer);
        } else if (repeats) {
            offer.peer().pipe().rejected(DropReason.UNWANTED);
        } else if (net.remove(key) == null) {
            net.put(key, offer);
        }
    }

    private void deliver(Offer offer) {
        byte[] topic = offer.control().topic();
        byte[] frame = new byte[topic.length + 1];
        frame[0] = (byte) (offer.subscribes() ? 1 : 0);
        System.arraycopy(topic, 0, frame, 1, topic.length);
        receiver.accept(pipe, ZmqMessage.received(frame, offer.peer().info()));
    }

    @Override
    public void resume() {
        if (!refilling && !net.isEmpty()) {
            refilling = true;
            loop.executeLater(this::refill);
        }
    }

    private void refill() {
        refilling = false;
        // With demand the pipe stays empty, and has room for ever: no more than a pipe holds at a time.
        for (int i = 0; i < EXACT && !net.isEmpty() && pipe.hasRoom(); i++) {
            Iterator<Offer> oldest = net.values().iterator();
            Offer offer = oldest.next();
            oldest.remove();
            deliver(offer);
        }
        if (pipe.hasRoom()) {
            resume();
        }
    }

    @Override
    public void wake() {}

    @Override
    public void drain() {}

    @Override
    public void flush(Runnable written) {
        written.run();
    }

    @Override
    public void close(ZmqException reason) {}
}
