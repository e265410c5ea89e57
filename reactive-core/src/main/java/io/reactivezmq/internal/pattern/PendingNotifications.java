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
 * The subscription notifications that wait for an XPUB's application, as messages in a pipe of their own.
 *
 * <p>The pipe holds up to {@link #EXACT} notifications in order. Beyond them, a subscription and its unsubscription
 * cancel out, and repetitions are dropped and counted. So no more notifications wait than there are subscriptions, and
 * an application that receives late still gets those in force.
 */
final class PendingNotifications implements Link {

    /** The number of notifications that wait without being combined. */
    private static final int EXACT = 1024;

    private final Loop loop;
    private final Pipe pipe;
    private final BiConsumer<Pipe, ZmqMessage> receiver;
    private final Map<Offer, Offer> net = new LinkedHashMap<>(0);
    private boolean refilling;

    /**
     * Creates an empty queue.
     *
     * @param endpoint names the pipe, which belongs to no endpoint of the socket
     * @param receiver takes notifications out of the pipe, as it takes messages of peers
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
     * Delivers the offer to the application, or queues it.
     *
     * @param key equal for a subscription and its unsubscription, which cancel out
     * @param repeats whether the offer changes nothing for the application
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
        // With demand the pipe stays empty and always has room, so the loop bounds one turn by the size of a pipe.
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
