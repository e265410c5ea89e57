package io.reactivezmq.internal.receive;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers with demand, the one with the oldest demand first. A canceled one stays until it is removed, but is
 * never the current one. Used on the loop.
 */
final class DemandQueue {

    private final ArrayDeque<ReceiveDemand> others = new ArrayDeque<>();
    private @Nullable ReceiveDemand first;

    /** Returns the first subscriber, which may be canceled; null when there is none. */
    @Nullable
    ReceiveDemand first() {
        return first;
    }

    /** Returns the first subscriber that is not canceled, after removing the canceled ones before it; else null. */
    @Nullable
    ReceiveDemand current() {
        while (first != null && first.isCancelled()) {
            removeFirst();
        }
        return first;
    }

    void add(ReceiveDemand demand) {
        if (first == null) {
            first = demand;
        } else {
            others.add(demand);
        }
    }

    void remove(ReceiveDemand demand) {
        if (first == demand) {
            removeFirst();
        } else {
            others.remove(demand);
        }
    }

    void removeFirst() {
        first = others.poll();
    }

    void clear() {
        first = null;
        others.clear();
    }
}
