package io.reactivezmq.internal.pattern;

/** Who is told that an {@link Outlet} may take more. */
@FunctionalInterface
public interface RoomListener {

    /** There is, or may be, more room. */
    void roomAvailable();
}
