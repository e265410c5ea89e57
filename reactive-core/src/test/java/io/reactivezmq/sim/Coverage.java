package io.reactivezmq.sim;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts which events, drop reasons, states and transitions the worlds have reached. */
final class Coverage {

    static final String EVENT = "events";
    static final String DROP = "drop reasons";
    private static final String TRANSITIONS = " transitions";

    private final Map<String, Map<String, Long>> reached = new TreeMap<>();

    Coverage() {
        for (Class<?> event : SocketEvent.class.getPermittedSubclasses()) {
            possible(EVENT, event.getSimpleName());
        }
        for (DropReason reason : DropReason.values()) {
            possible(DROP, reason.name());
        }
        for (Class<? extends Enum<?>> states : States.ENUMS) {
            List<Enum<?>> all = List.of(states.getEnumConstants());
            all.forEach(state -> possible(States.name(states), state.name()));
            legalTransitions(states, all)
                    .forEach(transition -> possible(States.name(states) + TRANSITIONS, transition));
        }
    }

    /** Adds something that worlds should reach. */
    void possible(String kind, String what) {
        reached.computeIfAbsent(kind, key -> new TreeMap<>()).put(what, 0L);
    }

    /** Returns the transitions that the {@code to} method of the states allows; none if there is no such method. */
    private static List<String> legalTransitions(Class<? extends Enum<?>> states, List<Enum<?>> all) {
        List<String> legal = new ArrayList<>();
        try {
            Method to = states.getDeclaredMethod("to", states);
            to.setAccessible(true);
            for (Enum<?> from : all) {
                for (Enum<?> next : all) {
                    if (from != next && isLegal(to, from, next)) {
                        legal.add(from + " to " + next);
                    }
                }
            }
        } catch (NoSuchMethodException unchecked) {
            // Only the transitions that are seen are known.
        }
        return legal;
    }

    private static boolean isLegal(Method to, Enum<?> from, Enum<?> next) {
        try {
            to.invoke(from, next);
            return true;
        } catch (InvocationTargetException illegal) {
            return false;
        } catch (IllegalAccessException broken) {
            throw new IllegalStateException(broken);
        }
    }

    void reached(String kind, String what) {
        reached.computeIfAbsent(kind, key -> new TreeMap<>()).merge(what, 1L, Long::sum);
    }

    void state(Enum<?> state) {
        reached(States.name(state.getDeclaringClass()), state.name());
    }

    void transition(Enum<?> from, Enum<?> to) {
        reached(States.name(from.getDeclaringClass()) + TRANSITIONS, from + " to " + to);
    }

    void add(Coverage other) {
        other.reached.forEach((kind, counts) -> {
            Map<String, Long> sums = reached.computeIfAbsent(kind, key -> new TreeMap<>());
            counts.forEach((what, count) -> sums.merge(what, count, Long::sum));
        });
    }

    /** Returns the counts, one kind a line, and what was never reached. */
    String report() {
        StringBuilder text = new StringBuilder();
        reached.forEach((kind, counts) -> {
            if (counts.values().stream().allMatch(count -> count == 0)) {
                text.append(String.format("%-36s not observed%n", kind));
                return;
            }
            Map<String, Long> seen = new TreeMap<>(counts);
            seen.values().removeIf(count -> count == 0);
            List<String> missing = new ArrayList<>(counts.keySet());
            missing.removeAll(seen.keySet());
            text.append(String.format("%-36s %d of %d: %s%n", kind, seen.size(), counts.size(), seen));
            if (!missing.isEmpty()) {
                text.append(String.format("%-36s never: %s%n", "", missing));
            }
        });
        return text.toString();
    }
}
