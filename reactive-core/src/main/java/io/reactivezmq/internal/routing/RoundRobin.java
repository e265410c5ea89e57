package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives one whole message at a time to each pipe that has room, in turn. Pipes with room stand in front of the list,
 * full ones behind them, so that finding the next costs the same for two peers and for two thousand.
 */
public final class RoundRobin {

    private final List<Pipe> pipes = new ArrayList<>();
    private int active;
    private int current;
    private long room;
    private boolean placingOrphans;

    /** What waited for peers that left for good; it goes to others before anything new does. */
    private final ArrayDeque<ZmqMessage> orphans = new ArrayDeque<>();

    /** A pipe takes part from now on. */
    public void add(Pipe pipe) {
        room += pipe.credit();
        pipe.slot(pipes.size());
        pipes.add(pipe);
        activate(pipe);
        placeOrphans();
    }

    /**
     * A pipe no longer takes part. When its peer has left for good, what waited for that peer is kept for the others;
     * what waits in a connected endpoint, or in a pipe that lingers, stays there.
     */
    public void remove(Pipe pipe) {
        room -= pipe.credit();
        if (pipe.slot() < active) {
            swap(pipe.slot(), --active);
        }
        swap(pipe.slot(), pipes.size() - 1);
        pipes.remove(pipes.size() - 1);
        pipe.slot(-1);
        if (current >= active) {
            current = 0;
        }
        if (pipe.accepted() && !pipe.connected()) {
            takeBack(pipe);
        }
    }

    /** What waits in a pipe that no longer takes part goes to others. */
    public void takeBack(Pipe pipe) {
        ZmqMessage message;
        while ((message = pipe.reclaim()) != null) {
            orphans.add(message);
        }
        placeOrphans();
    }

    private void placeOrphans() {
        if (placingOrphans) {
            // A pipe that took one reports freed room: the search under way sees it.
            return;
        }
        placingOrphans = true;
        try {
            while (!orphans.isEmpty() && place(orphans.peek())) {
                orphans.remove();
            }
        } finally {
            placingOrphans = false;
        }
    }

    /** Whether the pipe takes part. */
    public boolean contains(Pipe pipe) {
        return pipe.slot() >= 0;
    }

    /** Room has come about in a pipe. */
    public void freed(Pipe pipe, int messages) {
        if (pipe.slot() >= 0) {
            room += messages;
            activate(pipe);
            placeOrphans();
        }
    }

    /** How many messages wait for a peer. */
    public int orphans() {
        return orphans.size();
    }

    /** Free room in all pipes together. */
    public long room() {
        return room - orphans.size();
    }

    /** Gives the message to the next pipe; false when all are full, or there is none. */
    public boolean offer(ZmqMessage message) {
        return orphans.isEmpty() && place(message);
    }

    private boolean place(ZmqMessage message) {
        while (active > 0) {
            Pipe pipe = pipes.get(current);
            if (pipe.offer(message)) {
                room--;
                if (pipe.writable()) {
                    current = current + 1 < active ? current + 1 : 0;
                } else {
                    deactivate(pipe);
                }
                return true;
            }
            deactivate(pipe);
        }
        return false;
    }

    private void activate(Pipe pipe) {
        if (pipe.slot() >= active && pipe.writable()) {
            swap(pipe.slot(), active++);
        }
    }

    private void deactivate(Pipe pipe) {
        swap(pipe.slot(), --active);
        if (current >= active) {
            current = 0;
        }
    }

    private void swap(int a, int b) {
        Pipe pipeA = pipes.get(a);
        Pipe pipeB = pipes.get(b);
        pipes.set(a, pipeB);
        pipes.set(b, pipeA);
        pipeA.slot(b);
        pipeB.slot(a);
    }
}
