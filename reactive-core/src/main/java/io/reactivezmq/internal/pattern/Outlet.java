package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;

/** The sending side of a pattern. */
public interface Outlet {

    /** The room of a pattern that drops messages instead of making senders wait. */
    long UNBOUNDED = Long.MAX_VALUE;

    /** Returns how many more messages can be taken, or {@link #UNBOUNDED}. */
    long room();

    /**
     * Returns how many more messages can be taken whatever their content. Other threads than the loop may accept only
     * so many messages before the loop has them.
     */
    default long certainRoom() {
        return room();
    }

    /**
     * Returns whether room depends on the message: {@link #offer} may refuse a message although there is room, or throw
     * although {@link #check} did not. May be called on any thread.
     */
    default boolean dependsOnMessage() {
        return false;
    }

    /**
     * Checks the message without regard to peers. May be called on any thread.
     *
     * @throws ZmqException when it can never be sent
     */
    default void check(ZmqMessage message) {}

    /**
     * Returns whether a peer may want the message. {@link #offer} accepts an unwanted message and does nothing with it,
     * so such a message need not cross to the loop. Only an {@link #UNBOUNDED} outlet returns false. May be called on
     * any thread.
     */
    default boolean isWanted(ZmqMessage message) {
        return true;
    }

    /**
     * Takes the message. Returns false when there is no room for it now.
     *
     * @throws ZmqException when the message is refused for good, so that the sender need not wait for room
     */
    boolean offer(ZmqMessage message);

    /**
     * Counts a message as dropped for which {@link #offer} threw after the sender had already been answered that it was
     * accepted.
     */
    default void onUndeliverable(ZmqMessage message) {}
}
