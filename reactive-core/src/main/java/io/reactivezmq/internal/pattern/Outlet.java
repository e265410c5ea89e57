package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;

/** What a pattern offers to those who send. */
public interface Outlet {

    /** The room of a pattern that drops rather than waits. */
    long UNBOUNDED = Long.MAX_VALUE;

    /** How many more messages can be taken, or {@link #UNBOUNDED}. */
    long room();

    /** How many more can be taken whatever they are; elsewhere than on the loop only so many are taken on trust. */
    default long certainRoom() {
        return room();
    }

    /**
     * Whether it depends on the message: {@link #offer} may not take it although there is room, or throw although
     * {@link #check} did not. Any thread may ask.
     */
    default boolean dependsOnMessage() {
        return false;
    }

    /**
     * Looks at the message alone; on any thread.
     *
     * @throws ZmqException when it can never be sent
     */
    default void check(ZmqMessage message) {}

    /**
     * Whether {@link #offer} would do anything with the message but take it; on any thread. What nobody wants need not
     * come to the loop. Only an {@link #UNBOUNDED} outlet says no.
     */
    default boolean isWanted(ZmqMessage message) {
        return true;
    }

    /**
     * Takes the message; false when there is no room for it now.
     *
     * @throws ZmqException when there never will be
     */
    boolean offer(ZmqMessage message);

    /** {@link #offer} threw, and the sender has long gone with the answer that the message was taken: it is dropped. */
    default void onUndeliverable(ZmqMessage message) {}
}
