package io.reactivezmq.internal.pattern;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection of a peer that asks a REP socket: how many of its requests are unanswered, and which of them need to
 * know when the connection ends. With the next connection of the same peer it begins anew, so that an answer never goes
 * over another connection than its request came by. On the loop, but for {@link #isGone()}.
 */
public final class Requester {

    /** After so many requests of a lost connection have been told, other tasks of the loop have their turn. */
    private static final int SLICE = 1024;

    private final Pipe pipe;
    private final Consumer<Runnable> later;
    private final List<OpenRequest> watching = new ArrayList<>(0);
    private int unanswered;
    private boolean leaving;
    private DropReason lostTo = DropReason.PEER_GONE;
    private volatile boolean gone;

    /** What waits for the last answer: one for each time that an end, perhaps a sooner one, was asked for. */
    private final ArrayDeque<Runnable> settled = new ArrayDeque<>(0);

    Requester(Pipe pipe, Consumer<Runnable> later) {
        this.pipe = pipe;
        this.later = later;
    }

    /** The lane to the peer. */
    public Pipe pipe() {
        return pipe;
    }

    /** Whether the connection has ended; any thread. */
    public boolean isGone() {
        return gone;
    }

    /** Whether its requests are still taken. */
    boolean isWelcome() {
        return !leaving && !gone;
    }

    /** A request of this peer is being worked on from now on. */
    public void opened() {
        unanswered++;
    }

    /** A request was answered, or will not be. */
    public void closed() {
        if (--unanswered == 0 && leaving) {
            settle();
        }
    }

    /** The request is told when the connection ends. */
    public void watch(OpenRequest request) {
        request.place = watching.size();
        watching.add(request);
    }

    /** It need not be told any more. The last one takes its place. */
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

    /** Takes no more requests of this peer, and runs the action when it has all its answers, or is gone. */
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

    /** Counts an answer that its peer will not get, as the connection has ended. */
    public void countLost() {
        pipe.drop(lostTo, 1);
    }

    /** The connection has ended. */
    void goneForGood() {
        if (pipe.retired()) {
            // It is used no more because this side has closed it.
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
