package io.reactivezmq.sim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects which actions of a world take place: the actions of its programs and the faults. A world without some of its
 * actions is otherwise the same, as each action draws from a {@link Chance} of its own.
 *
 * @param seed the seed of all choices
 * @param order the seed of the order in which ready threads run, together with the first one
 * @param only the actions that take place; null for all
 */
record Script(long seed, long order, @Nullable Set<String> only) {

    private static final String SEED = "sim.seed";
    private static final String ORDER = "sim.order";
    private static final String ONLY = "sim.only";

    /** Creates a script of all actions of a seed. */
    static Script of(long seed) {
        return new Script(seed, 0, null);
    }

    /** Returns the script that the system properties name, or null. */
    static @Nullable Script given() {
        String seed = System.getProperty(SEED);
        if (seed == null) {
            return null;
        }
        String only = System.getProperty(ONLY);
        return new Script(Long.parseLong(seed), Long.getLong(ORDER, 0), only == null ? null : Set.of(only.split(",")));
    }

    Script withOrder(long other) {
        return new Script(seed, other, only);
    }

    /** Returns this script reduced to some actions. */
    Script only(List<String> actions) {
        return new Script(seed, order, new LinkedHashSet<>(actions));
    }

    boolean takesPlace(String action) {
        return only == null || only.contains(action);
    }

    /**
     * Returns the command that replays the script.
     *
     * @param tests the options of Maven that select the simulation
     */
    String command(String tests) {
        StringBuilder command = new StringBuilder("./mvnw -Pfast test ").append(tests);
        command.append(" -D").append(SEED).append('=').append(seed);
        if (order != 0) {
            command.append(" -D").append(ORDER).append('=').append(order);
        }
        if (only != null) {
            command.append(" -D").append(ONLY).append('=').append(String.join(",", only));
        }
        return command.toString();
    }
}
