package io.reactivezmq.samples.guide;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.TreeMap;

/** Counters by name. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    /** Returns the counters, such as {@code "A 50, B 49"}. */
    @Override
    public synchronized String toString() {
        if (counts.isEmpty()) {
            return "nobody";
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(joining(", "));
    }
}
