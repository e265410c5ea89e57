package io.reactivezmq.sim;

import io.reactivezmq.error.SocketClosedException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

/** Reports to the world of this thread what Reactor drops: errors and values without a subscriber. */
final class Droppings {

    private static final ThreadLocal<@Nullable World> WORLD = new ThreadLocal<>();

    private Droppings() {}

    /** An exception that a simulated application throws on purpose. */
    static final class Planned extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Planned(String where) {
            super("planned, thrown by " + where);
        }
    }

    /** An error, fatal for the JVM, that a simulated application throws on purpose. */
    static final class PlannedError extends VirtualMachineError {

        private static final long serialVersionUID = 1L;

        PlannedError(String where) {
            super("planned, thrown by " + where);
        }
    }

    /** Begins to observe Reactor's hooks, for all worlds. */
    static void observe() {
        Hooks.onErrorDropped(Droppings::error);
        Hooks.onNextDropped(value -> report("a value was dropped: " + value, null));
        Schedulers.onHandleError((thread, error) -> report("a task of a scheduler failed", error));
    }

    static void stopObserving() {
        Hooks.resetOnErrorDropped();
        Hooks.resetOnNextDropped();
        Schedulers.resetOnHandleError();
    }

    /** Sets the world of this thread; null for none. */
    static void reportTo(@Nullable World world) {
        WORLD.set(world);
    }

    static boolean isPlanned(@Nullable Throwable error) {
        return error instanceof Planned || error instanceof PlannedError;
    }

    private static void error(Throwable error) {
        boolean expected = isPlanned(error)
                || isPlanned(error.getCause())
                || error instanceof SocketClosedException
                || error.getCause() instanceof SocketClosedException;
        if (!expected) {
            report("an error was dropped", error);
        }
    }

    private static void report(String what, @Nullable Throwable error) {
        World world = WORLD.get();
        if (world != null) {
            world.fail(Promise.ERRORS, what, error);
        }
    }
}
