package io.reactivezmq.internal.socket;

import java.util.function.IntSupplier;

/**
 * The work that a socket ends before it closes when it is drained: first what it has received, then what it sends
 * because of that. The parts of the socket add theirs when they are made; after that it is used on the loop.
 */
public final class OpenWork {

    private IntSupplier received = () -> 0;
    private Runnable whenReceived = () -> {};
    private IntSupplier sending = () -> 0;
    private boolean allReceived;

    /**
     * Adds messages that were received and not delivered, or requests that are open.
     *
     * @param count returns their number
     * @param complete runs once there are none left: ends their receivers
     */
    public void received(IntSupplier count, Runnable complete) {
        received = count;
        whenReceived = complete;
    }

    /** Adds publishers and callers that send. */
    public void sending(IntSupplier count) {
        IntSupplier others = sending;
        sending = () -> others.getAsInt() + count.getAsInt();
    }

    /** Returns whether nothing is left to do. */
    public boolean isDone() {
        if (!allReceived) {
            if (received.getAsInt() > 0) {
                return false;
            }
            allReceived = true;
            whenReceived.run();
        }
        return sending.getAsInt() == 0;
    }
}
