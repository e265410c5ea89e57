package io.reactivezmq.internal.pipe;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Bounds what the peers that have left leave behind in a socket undelivered. Once it reaches the receive high-water
 * mark, new connections wait: they are not read until less than half of the mark is left. So a peer that comes again
 * and again, or a stream of peers that come, send and leave, fills no more than one peer may. Those who wait go on in
 * the order in which they came. On the loop.
 */
public final class Leftovers {

    private final Consumer<Runnable> later;
    private final Set<Pipe> waiting = new LinkedHashSet<>();
    private int limit;
    private int messages;
    private boolean scheduled;

    /**
     * With nothing left behind.
     *
     * @param later runs a task on the loop after the loop has looked after its connections
     */
    public Leftovers(Consumer<Runnable> later) {
        this.later = later;
    }

    /** Sets the receive high-water mark; 0 is without limit. */
    public void limit(int highWaterMark) {
        limit = highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        releaseSoon();
    }

    /** Counts what the peer of a new connection will leave behind, and has it wait if others have left too much. */
    public void admit(Pipe pipe) {
        pipe.inbox().countLeftovers(this);
        if (messages >= limit) {
            pipe.inbox().hold(true);
            waiting.add(pipe);
        }
    }

    /** Messages are in the pipe of a peer that has left. */
    void added(int count) {
        messages += count;
    }

    /** Messages that had been left behind were delivered or dropped. */
    void taken(int count) {
        messages -= count;
        releaseSoon();
    }

    /** The connection has ended. */
    public void ended(Pipe pipe) {
        pipe.inbox().peerLeft();
        waiting.remove(pipe);
    }

    private boolean hasRoom() {
        return messages < limit / 2 + limit % 2;
    }

    private void releaseSoon() {
        if (!scheduled && !waiting.isEmpty() && hasRoom()) {
            scheduled = true;
            later.accept(this::release);
        }
    }

    /** One at a time, each after the one before has handed over what it had read: its peer may have left as well. */
    private void release() {
        scheduled = false;
        if (!waiting.isEmpty() && hasRoom()) {
            Pipe next = waiting.iterator().next();
            waiting.remove(next);
            next.inbox().hold(false);
            next.resumeIfStalled();
        }
        releaseSoon();
    }
}
