package io.reactivezmq.internal.pattern.reqrep;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of a REP: removes the envelope of each request, and puts it in front of the reply (RFC 28).
 *
 * <p>It counts the unanswered requests of each connection. When a connection ends, they are given up, and the requests
 * that still wait in its pipe are dropped, as no reply could be sent. When this side closes a connection, it waits for
 * their replies.
 */
public final class RepPattern extends ReceivingPattern {

    private final Consumer<Runnable> later;
    private final Set<Requester> requesters = new HashSet<>();

    /**
     * Creates a pattern that puts requests into this queue.
     *
     * @param later runs a task on the loop after the tasks that are due now
     */
    public RepPattern(FairQueue inbound, Consumer<Runnable> later) {
        super(inbound);
        this.later = later;
    }

    @Override
    public void connected(Pipe pipe) {
        Requester asker = new Requester(pipe, later);
        requesters.add(asker);
        pipe.attach(asker);
    }

    /** Ends the connection: requests that are still to be received cannot be answered. */
    @Override
    public void peerLeft(Pipe pipe) {
        pipe.closeLink(new PeerLostException(pipe.peer().address(), "the peer closed the connection", null));
    }

    @Override
    public void disconnected(Pipe pipe) {
        discard(pipe);
        // A connected endpoint keeps its pipe, but a reply must not reach a later request over the next connection.
        pipe.discardOutbound(DropReason.PEER_GONE);
        Requester asker = pipe.attachment(Requester.class);
        if (asker != null) {
            pipe.attach(null);
            requesters.remove(asker);
            asker.goneForGood();
        }
    }

    @Override
    public void settle(Pipe pipe, Runnable done) {
        discard(pipe);
        Requester asker = pipe.attachment(Requester.class);
        if (asker == null) {
            done.run();
        } else {
            asker.leave(done);
        }
    }

    @Override
    public int inFlight() {
        int count = 0;
        for (Requester asker : requesters) {
            count += asker.unanswered();
        }
        return count;
    }

    @Override
    public int waiting() {
        return queued();
    }

    /**
     * Parses a request. Returns null, and counts a drop, when no reply can be sent or there is no frame behind the
     * envelope.
     */
    public static @Nullable IncomingRequest open(Pipe pipe, ZmqMessage message) {
        Requester asker = pipe.attachment(Requester.class);
        if (asker == null || !asker.isWelcome()) {
            pipe.drop(DropReason.UNDELIVERED, 1);
            return null;
        }
        int delimiter = 0;
        while (delimiter < message.frameCount() && message.size(delimiter) != 0) {
            delimiter++;
        }
        if (delimiter + 1 >= message.frameCount()) {
            pipe.drop(DropReason.MALFORMED, 1);
            return null;
        }
        byte[][] envelope = new byte[delimiter + 1][];
        for (int i = 0; i <= delimiter; i++) {
            envelope[i] = message.unwrap(i);
        }
        return new IncomingRequest(asker, envelope, message.dropFirst(delimiter + 1));
    }

    /**
     * Sends the reply over the connection that the request came by. A reply that cannot be sent is dropped and counted.
     */
    public static void reply(IncomingRequest query, ZmqMessage answer) {
        Pipe pipe = query.asker().pipe();
        if (query.asker().isGone()) {
            query.asker().countLost();
            return;
        }
        if (!pipe.offerOrDrain(answer.prepend(query.envelope()))) {
            pipe.drop(DropReason.PEER_FULL, 1);
        }
        pipe.drainIfBatchFull();
    }
}
