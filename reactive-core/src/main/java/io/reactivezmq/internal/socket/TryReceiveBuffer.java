package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Lets any thread take a message without waiting: a few are set aside for that. A receiver with demand gets them back
 * first, and they return to the others when a closed window brings older ones.
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

    /** Any thread. */
    @Nullable
    ZmqMessage tryReceive() {
        if (receiver.loop().inLoop()) {
            return receiver.poll();
        }
        synchronized (this) {
            // A receiver that has closed a window must not get what is newer than its messages.
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

    /** On the loop: what is set aside is no longer. */
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

    /** How many it had. */
    synchronized int close() {
        int count = setAside.size();
        setAside.clear();
        return count;
    }
}
