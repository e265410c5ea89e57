package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Distributes messages to the pipes that have room, one whole message at a time, in turn. The list has the pipes with
 * room first and the full ones behind them. So finding the next one costs the same for two peers and for two thousand.
 */
public final class RoundRobin {

    private final RoomListener senders;
    private final List<Pipe> pipes = new ArrayList<>();
    private int active;
    private int current;
    private long room;

    /** The position of a pipe in the list. */
    private static final class Position {

        private int index;
    }

    /** Messages that waited for peers which left for good; they go to other peers before any new message does. */
    private final ArrayDeque<ZmqMessage> orphans = new ArrayDeque<>();

    /**
     * Creates one without pipes.
     *
     * @param senders notified of room
     */
    public RoundRobin(RoomListener senders) {
        this.senders = senders;
    }

    /** Adds a pipe. */
    public void add(Pipe pipe) {
        room += pipe.credit();
        Position last = new Position();
        last.index = pipes.size();
        pipe.attach(last);
        pipes.add(pipe);
        activate(pipe);
        placeOrphans();
        senders.roomAvailable();
    }

    /**
     * Removes a pipe. If its peer has left for good, messages that waited for the peer go to others. Messages in a
     * connected endpoint, or in a pipe that lingers, stay there.
     */
    public void remove(Pipe pipe) {
        room -= pipe.credit();
        if (indexOf(pipe) < active) {
            swap(indexOf(pipe), --active);
        }
        swap(indexOf(pipe), pipes.size() - 1);
        pipes.remove(pipes.size() - 1);
        pipe.attach(null);
        if (current >= active) {
            current = 0;
        }
        if (pipe.accepted() && !pipe.connected()) {
            reclaim(pipe);
        }
        senders.roomAvailable();
    }

    /** Takes back the messages that wait in a removed pipe, for other pipes. */
    public void takeBack(Pipe pipe) {
        reclaim(pipe);
        senders.roomAvailable();
    }

    private void reclaim(Pipe pipe) {
        ArrayDeque<ZmqMessage> reclaimed = new ArrayDeque<>();
        ZmqMessage message;
        while ((message = pipe.reclaim()) != null) {
            reclaimed.addFirst(message);
        }
        // In front of those that still wait: the pipe took them earlier.
        reclaimed.forEach(orphans::addFirst);
        placeOrphans();
    }

    private void placeOrphans() {
        ZmqMessage orphan;
        // Taken out first, as a pipe may report freed room while it takes a message, which begins this anew.
        while ((orphan = orphans.poll()) != null) {
            if (!place(orphan)) {
                orphans.addFirst(orphan);
                return;
            }
        }
    }

    private boolean contains(Pipe pipe) {
        return pipe.attachment(Position.class) != null;
    }

    /** Records that room was freed in a pipe. */
    public void freed(Pipe pipe, int messages) {
        if (contains(pipe)) {
            room += messages;
            activate(pipe);
            placeOrphans();
        }
        senders.roomAvailable();
    }

    /** Returns the number of messages that wait for any peer. */
    public int orphans() {
        return orphans.size();
    }

    /** Returns the free room of all pipes together, less the messages that wait for any peer. */
    public long room() {
        return room - orphans.size();
    }

    /**
     * Gives the message to the next pipe. Returns false if all are full, there is none, or older messages still wait.
     */
    public boolean offer(ZmqMessage message) {
        return orphans.isEmpty() && place(message);
    }

    private boolean place(ZmqMessage message) {
        while (active > 0) {
            Pipe pipe = pipes.get(current);
            // Before the offer: the pipe may report freed room inside it, which may run application code that ends it.
            room--;
            if (pipe.offer(message)) {
                if (!contains(pipe)) {
                    return true;
                }
                if (pipe.writable()) {
                    current = current + 1 < active ? current + 1 : 0;
                } else {
                    deactivate(pipe);
                }
                return true;
            }
            room++;
            deactivate(pipe);
        }
        return false;
    }

    private void activate(Pipe pipe) {
        int index = indexOf(pipe);
        if (index >= active && pipe.writable()) {
            swap(index, active++);
        }
    }

    private void deactivate(Pipe pipe) {
        swap(indexOf(pipe), --active);
        if (current >= active) {
            current = 0;
        }
    }

    private void swap(int a, int b) {
        Pipe pipeA = pipes.get(a);
        Pipe pipeB = pipes.get(b);
        pipes.set(a, pipeB);
        pipes.set(b, pipeA);
        positionOf(pipeA).index = b;
        positionOf(pipeB).index = a;
    }

    private static int indexOf(Pipe pipe) {
        return positionOf(pipe).index;
    }

    private static Position positionOf(Pipe pipe) {
        return Objects.requireNonNull(pipe.attachment(Position.class));
    }
}
