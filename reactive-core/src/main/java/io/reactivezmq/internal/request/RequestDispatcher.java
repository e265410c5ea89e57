package io.reactivezmq.internal.request;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pattern.reqrep.IncomingRequest;
import io.reactivezmq.internal.pattern.reqrep.RepPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.loop.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives each request of a REP socket to the first consumer that has a place for it. Used on the loop only. */
public final class RequestDispatcher implements MessageSink {

    private final FairQueue queue = new FairQueue(this);
    private final List<RequestConsumer> takers = new ArrayList<>();
    private final Loop loop;
    private final Runnable drainTask = this::runDrainTask;
    private boolean drainScheduled;

    /** The reason for which the socket was closed; null while it is open. */
    private @Nullable ZmqException closed;

    /** Creates a dispatcher without consumers. */
    public RequestDispatcher(Loop loop) {
        this.loop = loop;
    }

    /** Returns the queue in front of this dispatcher, into which the pattern puts received requests. */
    public FairQueue queue() {
        return queue;
    }

    void add(RequestConsumer taker) {
        if (closed != null) {
            // Completing could make the consumer subscribe again at once, without an end.
            taker.refuse(closed);
        } else {
            takers.add(taker);
            drain();
        }
    }

    void remove(RequestConsumer taker) {
        takers.remove(taker);
    }

    /** Dispatches waiting requests, as a consumer may have a place. */
    void drain() {
        if (closed == null) {
            queue.drain();
        }
    }

    /** Calls {@link #drain} in a task of its own, for places that are released while a connection is ending. */
    void drainSoon() {
        if (!drainScheduled) {
            drainScheduled = true;
            loop.execute(drainTask);
        }
    }

    private void runDrainTask() {
        drainScheduled = false;
        drain();
    }

    private @Nullable RequestConsumer free() {
        for (int i = 0; i < takers.size(); i++) {
            if (takers.get(i).hasPlace()) {
                return takers.get(i);
            }
        }
        return null;
    }

    @Override
    public boolean ready() {
        return free() != null;
    }

    @Override
    public void next(@Nullable Pipe from, ZmqMessage message) {
        // All messages of a REP come from peers.
        Pipe pipe = Objects.requireNonNull(from);
        RequestConsumer taker = free();
        if (taker == null) {
            // Another thread has canceled the only consumer meanwhile.
            queue.putBack(pipe, message);
            return;
        }
        IncomingRequest query = RepPattern.open(pipe, message);
        if (query != null) {
            taker.take(query);
        }
    }

    @Override
    public void readComplete() {}

    /** Completes all consumers, and fails later ones for this reason. */
    public void close(ZmqException reason) {
        closed = reason;
        List<RequestConsumer> open = List.copyOf(takers);
        takers.clear();
        open.forEach(RequestConsumer::complete);
    }
}
