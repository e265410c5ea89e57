package io.reactivezmq.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reduces the script of a world that breaks a promise to few actions, with which the world still breaks the same
 * promise. It leaves out programs and groups of actions, in halves, quarters and so on, as in delta debugging.
 */
final class Shrinker {

    /** The number of orders of the threads that are tried for a script without one action. */
    private static final int ORDERS = 3;

    private final long nanos;
    private final Function<Script, Outcome> world;

    /** Creates a shrinker that runs worlds with this function, and takes at most this long. */
    Shrinker(Duration time, Function<Script, Outcome> world) {
        this.nanos = time.toNanos();
        this.world = world;
    }

    /** Returns the failure of the smallest script that was found. */
    Outcome shrink(Outcome failed) {
        Promise promise = failed.broken();
        if (promise == null) {
            return failed;
        }
        long end = System.nanoTime() + nanos;
        Outcome smallest = failed;
        int pieces = 2;
        while (System.nanoTime() - end < 0) {
            List<String> actions = smallest.actions();
            int size = Math.max(1, (actions.size() + pieces - 1) / pieces);
            Outcome smaller = null;
            for (int from = 0; from < actions.size() && smaller == null && System.nanoTime() - end < 0; from += size) {
                List<String> rest = new ArrayList<>(actions.subList(0, from));
                rest.addAll(actions.subList(Math.min(actions.size(), from + size), actions.size()));
                smaller = reproduce(smallest.script().only(rest), promise, actions.size(), size == 1 ? ORDERS : 1);
            }
            if (smaller != null) {
                smallest = smaller;
                pieces = Math.max(2, pieces - 1);
            } else if (size == 1) {
                break;
            } else {
                pieces = Math.min(actions.size(), pieces * 2);
            }
        }
        // Names in the command only the actions that take place.
        Outcome exact = world.apply(smallest.script().only(smallest.actions()));
        return exact.broken() == promise ? exact : smallest;
    }

    private @Nullable Outcome reproduce(Script script, Promise promise, int fewerThan, int orders) {
        for (int order = 0; order < orders; order++) {
            Outcome outcome = world.apply(script.withOrder(order));
            if (outcome.broken() == promise && outcome.actions().size() < fewerThan) {
                return outcome;
            }
        }
        return null;
    }
}
