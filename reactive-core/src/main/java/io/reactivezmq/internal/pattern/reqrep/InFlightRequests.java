package io.reactivezmq.internal.pattern.reqrep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a REQ that are in flight, by their numbers.
 *
 * <p>Numbers rise from request to request and skip those in flight. So the number of a withdrawn request is not reused
 * before 2^32 further requests, and a late reply finds no other request. The table grows with the number of requests in
 * flight, not with their limit.
 */
final class InFlightRequests {

    private static final int SMALLEST = 16;

    /** Half of the size of the largest table. */
    private static final int LARGEST = 1 << 29;

    /**
     * Spreads consecutive numbers over the table, so that a few long requests do not lengthen the probing of all
     * others.
     */
    private static final int GOLDEN = 0x9E3779B9;

    private final int capacity;

    /** Open addressing with linear probing, by a hash of the number. At least half of the places are free. */
    private @Nullable PendingRequest[] table = new PendingRequest[SMALLEST];

    private int size;
    private int last;

    InFlightRequests(int capacity) {
        this.capacity = Math.min(capacity, LARGEST);
    }

    int size() {
        return size;
    }

    boolean hasPlace() {
        return size < capacity;
    }

    /** Adds the request and returns its new number. Requires {@link #hasPlace}. */
    int add(PendingRequest request) {
        if (size >= table.length >> 1) {
            grow();
        }
        do {
            last++;
        } while (find(last) != null);
        request.number = last;
        request.underWay = true;
        put(request);
        size++;
        return last;
    }

    private void grow() {
        @Nullable PendingRequest[] before = table;
        table = new PendingRequest[before.length << 1];
        for (PendingRequest request : before) {
            if (request != null) {
                put(request);
            }
        }
    }

    private void put(PendingRequest request) {
        int at = home(request.number);
        while (table[at] != null) {
            at = next(at);
        }
        table[at] = request;
    }

    private int home(int number) {
        return number * GOLDEN >>> Integer.numberOfLeadingZeros(table.length) + 1;
    }

    private int next(int at) {
        return at + 1 & table.length - 1;
    }

    /** Returns the request with this number, or null. */
    @Nullable
    PendingRequest find(int number) {
        int at = home(number);
        PendingRequest request;
        while ((request = table[at]) != null && request.number != number) {
            at = next(at);
        }
        return request;
    }

    /** Returns the only request, or null. Requires that the limit is one. */
    @Nullable
    PendingRequest first() {
        return size == 0 ? null : find(last);
    }

    /** Removes the request. Returns false when it was not in flight. */
    boolean remove(PendingRequest request) {
        if (!request.underWay) {
            return false;
        }
        request.underWay = false;
        size--;
        int free = home(request.number);
        while (table[free] != request) {
            free = next(free);
        }
        // Moves later entries up whose probe sequence crosses the free place, so that they are still found.
        PendingRequest behind;
        for (int at = next(free); (behind = table[at]) != null; at = next(at)) {
            int distance = at - home(behind.number) & table.length - 1;
            if (distance >= (at - free & table.length - 1)) {
                table[free] = behind;
                free = at;
            }
        }
        table[free] = null;
        return true;
    }

    /** Removes the requests that meet the condition, and passes them to the consumer. */
    void drain(Predicate<PendingRequest> condition, Consumer<PendingRequest> taker) {
        if (size == 0) {
            return;
        }
        List<PendingRequest> met = new ArrayList<>();
        for (PendingRequest request : table) {
            if (request != null && condition.test(request)) {
                met.add(request);
            }
        }
        met.forEach(request -> {
            if (remove(request)) {
                taker.accept(request);
            }
        });
    }
}
