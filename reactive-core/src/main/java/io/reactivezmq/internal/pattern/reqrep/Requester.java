package io.reactivezmq.internal.pattern.reqrep;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection of a peer that sends requests to a REP socket. It counts the unanswered requests, and notifies open
 * requests when the connection ends.
 *
 * <p>Each connection of a peer has its own requester, so a reply never goes over another connection than its request.
 * All methods are called on the loop, except {@link #isGone()}.
 */
public final class Requester {

    /** The number of open requests that are notified in one task, so that other tasks of the loop get their turn. */
    private static final int SLICE = 1024;

    private final Pipe pipe;
    private final Consumer<Runnable> later;
    private final List<OpenRequest> watching = new ArrayList<>(0);
    private int unanswered;
    private boolean leaving;
    private DropReason lostTo = DropReason.PEER_GONE;
    private volatile boolean gone;

    /** The actions that wait for the last reply: one for each call of {@link #leave}. */
    private final ArrayDeque<Runnable> settled = new ArrayDeque<>(0);

    Requester(Pipe pipe, Consumer<Runnable> later) {
        this.pipe = pipe;
        this.later = later;
    }

    /** Returns the pipe to the peer. */
    public Pipe pipe() {
        return pipe;
    }

    /** Returns whether the connection has ended. May be called on any thread. */
    public boolean isGone() {
        return gone;
    }

    /** Returns whether requests of this connection are still taken. */
    boolean isWelcome() {
        return !leaving && !gone;
    }

    /** Returns the number of requests that the application works on. */
    int unanswered() {
        return unanswered;
    }

    /** Counts a request that the application starts to work on. */
    public void opened() {
        unanswered++;
    }

    /** Counts down for a request that was answered or will not be answered. */
    public void closed() {
        if (--unanswered == 0 && leaving) {
            settle();
        }
    }

    /** Registers the request to be notified when the connection ends. */
    public void watch(OpenRequest request) {
        request.place = watching.size();
        watching.add(request);
    }

    /** Unregisters the request. The last one of the list takes its place. */
    public void unwatch(OpenRequest request) {
        if (request.place >= 0) {
            OpenRequest last = watching.remove(watching.size() - 1);
            if (last != request) {
                watching.set(request.place, last);
                last.place = request.place;
            }
            request.place = -1;
        }
    }

    /**
     * Stops taking requests of this connection. Runs the action once all its requests are answered, or the connection
     * has ended.
     */
    void leave(Runnable done) {
        leaving = true;
        settled.add(done);
        if (unanswered == 0 || gone) {
            settle();
        }
    }

    private void settle() {
        Runnable done;
        while ((done = settled.poll()) != null) {
            done.run();
        }
    }

    /** Counts a reply that is dropped because the connection has ended. */
    public void countLost() {
        pipe.drop(lostTo, 1);
    }

    /** Handles the end of the connection. */
    void goneForGood() {
        if (pipe.retired()) {
            // The pipe is retired by now only if this side has closed the connection.
            lostTo = DropReason.LINGER_EXPIRED;
        }
        gone = true;
        settle();
        tellGone();
    }

    private void tellGone() {
        for (int i = 0; i < SLICE && !watching.isEmpty(); i++) {
            OpenRequest request = watching.remove(watching.size() - 1);
            request.place = -1;
            request.askerGone();
        }
        if (!watching.isEmpty()) {
            later.accept(this::tellGone);
        }
    }
}
