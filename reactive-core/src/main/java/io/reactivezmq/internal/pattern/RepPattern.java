package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.MessageSink;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * REP: takes the envelope off each request, and puts it in front of the answer (RFC 28). It knows which requests of
 * which connection are unanswered: when a connection ends, they are given up, and those that still wait are dropped, as
 * nobody could be answered; when it is to be closed, they are waited for.
 */
public final class RepPattern extends ReceivingPattern {

    private final Map<Pipe, Requester> askers = new HashMap<>();
    private final Consumer<Runnable> later;

    /**
     * In front of this sink.
     *
     * @param later runs a task on the loop, after what the loop has to do now
     */
    public RepPattern(MessageSink sink, Consumer<Runnable> later) {
        super(sink);
        this.later = later;
    }

    @Override
    public void connected(Pipe pipe) {
        askers.put(pipe, new Requester(pipe, later));
    }

    @Override
    public void disconnected(Pipe pipe) {
        discard(pipe);
        Requester asker = askers.remove(pipe);
        if (asker != null) {
            asker.goneForGood();
        }
    }

    @Override
    public void settle(Pipe pipe, Runnable done) {
        discard(pipe);
        Requester asker = askers.get(pipe);
        if (asker == null) {
            done.run();
        } else {
            asker.leave(done);
        }
    }

    /** Reads a request; null, and counted, when it cannot be answered, or has nothing behind its envelope. */
    public @Nullable IncomingRequest open(Pipe pipe, ZmqMessage message) {
        Requester asker = askers.get(pipe);
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

    /** Sends the answer over the connection that the request came by; counted when it cannot be sent. */
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
