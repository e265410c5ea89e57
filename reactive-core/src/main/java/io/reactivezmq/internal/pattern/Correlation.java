package io.reactivezmq.internal.pattern;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The questions under way, each in a slot. A question's number is its slot and how often that slot was used before, so
 * that the number of a withdrawn question finds nobody.
 */
final class Correlation {

    private final @Nullable Question[] slots;
    private final int[] uses;
    private final int[] free;
    private final int slotBits;
    private int freeCount;

    Correlation(int capacity) {
        slots = new Question[capacity];
        uses = new int[capacity];
        free = new int[capacity];
        slotBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(capacity - 1));
        for (int i = capacity - 1; i >= 0; i--) {
            free[freeCount++] = i;
        }
    }

    boolean hasPlace() {
        return freeCount > 0;
    }

    /** Gives the question a number. Only when there is a place. */
    int add(Question question) {
        int slot = free[--freeCount];
        slots[slot] = question;
        question.slot = slot;
        return ++uses[slot] << slotBits | slot;
    }

    /** The question of this number, or null. */
    @Nullable
    Question find(int number) {
        int slot = number & (1 << slotBits) - 1;
        if (slot >= slots.length || (uses[slot] << slotBits | slot) != number) {
            return null;
        }
        return slots[slot];
    }

    /** The only question, when there can be no more than one. */
    @Nullable
    Question first() {
        return slots[0];
    }

    /** False when it is not under way. */
    boolean remove(Question question) {
        int slot = question.slot;
        if (slot < 0 || slots[slot] != question) {
            return false;
        }
        slots[slot] = null;
        question.slot = -1;
        free[freeCount++] = slot;
        return true;
    }

    /** Takes out those that meet the condition. */
    void drain(Predicate<Question> condition, Consumer<Question> taker) {
        for (Question question : slots) {
            if (question != null && condition.test(question)) {
                remove(question);
                taker.accept(question);
            }
        }
    }
}
