package io.reactivezmq.internal.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The questions under way by their numbers. Numbers rise from question to question, so that the number of a withdrawn
 * request finds no peer until 2^32 others have been asked, however many may be under way; and one that is under way is
 * not given again. The table grows with how many there are, not with how many there may be.
 */
final class InFlightRequests {

    private static final int SMALLEST = 16;

    /** Half of the largest table. */
    private static final int LARGEST = 1 << 29;

    /** Consecutive numbers are spread over the table, so that a few that stay do not stand in the way of all others. */
    private static final int GOLDEN = 0x9E3779B9;

    private final int capacity;

    /** By a hash of the number, at the first free place from there on. At least half of the places are free. */
    private @Nullable PendingRequest[] table = new PendingRequest[SMALLEST];

    private int size;
    private int last;

    InFlightRequests(int capacity) {
        this.capacity = Math.min(capacity, LARGEST);
    }

    boolean hasPlace() {
        return size < capacity;
    }

    /** Gives the question a number. Only when there is a place. */
    int add(PendingRequest question) {
        if (size >= table.length >> 1) {
            grow();
        }
        do {
            last++;
        } while (find(last) != null);
        question.number = last;
        question.underWay = true;
        put(question);
        size++;
        return last;
    }

    private void grow() {
        @Nullable PendingRequest[] before = table;
        table = new PendingRequest[before.length << 1];
        for (PendingRequest question : before) {
            if (question != null) {
                put(question);
            }
        }
    }

    private void put(PendingRequest question) {
        int at = home(question.number);
        while (table[at] != null) {
            at = next(at);
        }
        table[at] = question;
    }

    private int home(int number) {
        return number * GOLDEN >>> Integer.numberOfLeadingZeros(table.length) + 1;
    }

    private int next(int at) {
        return at + 1 & table.length - 1;
    }

    /** The question of this number, or null. */
    @Nullable
    PendingRequest find(int number) {
        int at = home(number);
        PendingRequest question;
        while ((question = table[at]) != null && question.number != number) {
            at = next(at);
        }
        return question;
    }

    /** The only question, when there can be no more than one. */
    @Nullable
    PendingRequest first() {
        return size == 0 ? null : find(last);
    }

    /** False when it is not under way. */
    boolean remove(PendingRequest question) {
        if (!question.underWay) {
            return false;
        }
        question.underWay = false;
        size--;
        int free = home(question.number);
        while (table[free] != question) {
            free = next(free);
        }
        // Those behind it move up, as far as they would not be found past a free place.
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

    /** Takes out those that meet the condition. */
    void drain(Predicate<PendingRequest> condition, Consumer<PendingRequest> taker) {
        if (size == 0) {
            return;
        }
        List<PendingRequest> met = new ArrayList<>();
        for (PendingRequest question : table) {
            if (question != null && condition.test(question)) {
                met.add(question);
            }
        }
        met.forEach(question -> {
            if (remove(question)) {
                taker.accept(question);
            }
        });
    }
}
