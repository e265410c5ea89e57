package io.reactivezmq.samples.cli.monitor;

import java.util.Map;
import java.util.stream.Collectors;

/** The states of endpoints, as text. */
final class StateCounts {

    private StateCounts() {}

    static String text(Map<String, Integer> states) {
        return states.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
