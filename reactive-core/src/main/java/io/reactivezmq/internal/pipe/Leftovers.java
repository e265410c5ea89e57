package io.reactivezmq.internal.pipe;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Bounds the undelivered messages that peers leave behind in a socket when they have left. Once these messages reach
 * the receive high-water mark, new connections wait: they are not read until less than half of the mark is left. So a
 * peer that reconnects again and again, or a stream of peers that connect, send and leave, fills no more memory than
 * one peer may. Waiting connections go on in the order in which they were accepted. Used on the loop only.
 */
public final class Leftovers {

    private final Consumer<Runnable> later;
    private final Set<Pipe> waiting = new LinkedHashSet<>();
    private int limit;
    private int messages;
    private boolean scheduled;

    /**
     * Creates the counter, with nothing left behind.
     *
     * @param later runs a task on the loop after the loop has served its connections
     */
    public Leftovers(Consumer<Runnable> later) {
        this.later = later;
    }

    /** Sets the receive high-water mark; 0 means no limit. */
    public void limit(int highWaterMark) {
        limit = highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        releaseSoon();
    }

    /** Registers the pipe of a new connection. If peers have left too many messages behind, the connection waits. */
    public void admit(Pipe pipe) {
        pipe.inbox().countLeftovers(this);
        if (messages >= limit) {
            pipe.inbox().hold(true);
            waiting.add(pipe);
        }
    }

    /** Counts messages in the pipe of a peer that has left. */
    void added(int count) {
        messages += count;
    }

    /** Subtracts messages that were left behind and are now delivered or dropped. */
    void taken(int count) {
        messages -= count;
        releaseSoon();
    }

    /** Records the end of a connection: its pipe no longer waits, and messages in it count as left behind. */
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

    /**
     * Releases one pipe in each task, so that it first delivers what its link had read: its peer may have left as well.
     */
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
