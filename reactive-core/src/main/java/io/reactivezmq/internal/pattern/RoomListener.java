package io.reactivezmq.internal.pattern;

/** Listens for room in an {@link Outlet}. */
@FunctionalInterface
public interface RoomListener {

    /** Called when there may be more room. */
    void roomAvailable();
}
