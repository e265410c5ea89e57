package io.reactivezmq.internal.receive;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Lets any thread take a message without waiting, from a few that are set aside. A subscriber with demand gets these
 * back first. They also return to the other messages when a closed window returns older ones.
 */
final class TryReceiveBuffer {

    private final Receiver receiver;
    private final int most;
    private final Runnable fetch = this::fetch;

    /** Guarded by this. */
    private final ReturnedMessages setAside = new ReturnedMessages();

    private boolean fetching;
    private volatile boolean used;

    TryReceiveBuffer(Receiver receiver, int most) {
        this.receiver = receiver;
        this.most = most;
    }

    /** Returns the next message, or null without waiting for one. May be called on any thread. */
    @Nullable
    ZmqMessage tryReceive() {
        if (receiver.loop().inLoop()) {
            return receiver.poll();
        }
        synchronized (this) {
            // A receiver that has closed a window must not get messages newer than those in it.
            ZmqMessage message = receiver.expectsReturns() ? null : setAside.poll();
            if (message != null || fetching) {
                return message;
            }
            fetching = true;
            used = true;
        }
        receiver.loop().execute(fetch);
        return null;
    }

    private synchronized void fetch() {
        fetching = false;
        receiver.fill(setAside, most);
    }

    /** Moves the messages that are set aside to {@code others}. Called on the loop. */
    void takeBack(ReturnedMessages others) {
        if (used) {
            synchronized (this) {
                others.addAll(setAside);
            }
        }
    }

    synchronized int size() {
        return setAside.size();
    }

    /** Drops all messages and returns their number. */
    synchronized int close() {
        int count = setAside.size();
        setAside.clear();
        return count;
    }
}
