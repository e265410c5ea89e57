package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Lets any thread take a message without waiting: a few are set aside for that. A receiver with demand gets them back
 * first, as they are the oldest.
 */
final class ReceiveGate {

    private final Receiver receiver;
    private final int most;
    private final Runnable fetch = this::fetch;
    private final ArrayDeque<ZmqMessage> setAside = new ArrayDeque<>();
    private boolean fetching;
    private volatile boolean used;

    ReceiveGate(Receiver receiver, int most) {
        this.receiver = receiver;
        this.most = most;
    }

    /** Any thread. */
    @Nullable
    ZmqMessage tryReceive() {
        boolean inLoop = receiver.loop().inLoop();
        ZmqMessage message;
        synchronized (setAside) {
            message = setAside.poll();
            if (message != null) {
                return message;
            }
            if (!inLoop) {
                if (fetching) {
                    return null;
                }
                fetching = true;
                used = true;
            }
        }
        if (inLoop) {
            return receiver.poll();
        }
        receiver.loop().execute(fetch);
        return null;
    }

    private void fetch() {
        synchronized (setAside) {
            fetching = false;
            ZmqMessage message;
            while (setAside.size() < most && (message = receiver.poll()) != null) {
                setAside.add(message);
            }
        }
    }

    /** On the loop: adds what is set aside to older messages. */
    void takeBack(ArrayDeque<ZmqMessage> older) {
        if (used) {
            synchronized (setAside) {
                older.addAll(setAside);
                setAside.clear();
            }
        }
    }

    int size() {
        synchronized (setAside) {
            return setAside.size();
        }
    }

    /** How many it had. */
    int close() {
        synchronized (setAside) {
            int count = setAside.size();
            setAside.clear();
            return count;
        }
    }
}
