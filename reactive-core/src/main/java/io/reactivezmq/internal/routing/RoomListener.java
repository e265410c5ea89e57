package io.reactivezmq.internal.routing;

/** Listens for room for messages that are to be sent. */
@FunctionalInterface
public interface RoomListener {

    /** Called when there may be more room. */
    void roomAvailable();
}
