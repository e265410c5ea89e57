package io.reactivezmq.internal.receive;

import io.reactivezmq.ZmqMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Received messages that wait outside the pipes, oldest first. Each message gets a number when it leaves its pipe, and
 * keeps it however often it is handed out and returned. So the order of each peer's messages survives, in whatever
 * order they return.
 *
 * <p>For one thread, or under one lock.
 */
final class ReturnedMessages {

    private static final int FIRST_CAPACITY = 16;

    private @Nullable ZmqMessage[] messages = new ZmqMessage[0];
    private long[] numbers = new long[0];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the number of the oldest message; there must be one. */
    long firstNumber() {
        return numbers[head];
    }

    private long lastNumber() {
        return numbers[slot(size - 1)];
    }

    /** Inserts a message at the place that its number gives. */
    void add(ZmqMessage message, long number) {
        if (size == 0 || number > lastNumber()) {
            addLast(message, number);
        } else if (number < firstNumber()) {
            addFirst(message, number);
        } else {
            ReturnedMessages one = new ReturnedMessages();
            one.addLast(message, number);
            merge(one);
        }
    }

    /** Moves all messages of {@code others} here, each to its place. */
    void addAll(ReturnedMessages others) {
        if (others.size == 0) {
            return;
        }
        if (size == 0 || others.firstNumber() > lastNumber()) {
            while (others.size > 0) {
                long number = others.firstNumber();
                addLast(Objects.requireNonNull(others.poll()), number);
            }
        } else if (others.lastNumber() < firstNumber()) {
            for (int i = others.size - 1; i >= 0; i--) {
                int slot = others.slot(i);
                addFirst(Objects.requireNonNull(others.messages[slot]), others.numbers[slot]);
            }
            others.clear();
        } else {
            merge(others);
        }
    }

    private void merge(ReturnedMessages others) {
        ReturnedMessages merged = new ReturnedMessages();
        while (size > 0 || others.size > 0) {
            boolean ours = others.size == 0 || size > 0 && firstNumber() < others.firstNumber();
            ReturnedMessages from = ours ? this : others;
            long number = from.firstNumber();
            merged.addLast(Objects.requireNonNull(from.poll()), number);
        }
        messages = merged.messages;
        numbers = merged.numbers;
        head = merged.head;
        size = merged.size;
    }

    /** Removes and returns the oldest message, or null. */
    @Nullable
    ZmqMessage poll() {
        if (size == 0) {
            return null;
        }
        ZmqMessage message = messages[head];
        messages[head] = null;
        head = slot(1);
        size--;
        return message;
    }

    /** Removes all messages and releases their memory. */
    void clear() {
        messages = new ZmqMessage[0];
        numbers = new long[0];
        head = 0;
        size = 0;
    }

    private void addLast(ZmqMessage message, long number) {
        makeRoom();
        int slot = slot(size++);
        messages[slot] = message;
        numbers[slot] = number;
    }

    private void addFirst(ZmqMessage message, long number) {
        makeRoom();
        head = slot(messages.length - 1);
        size++;
        messages[head] = message;
        numbers[head] = number;
    }

    private int slot(int position) {
        return (head + position) & (messages.length - 1);
    }

    private void makeRoom() {
        if (size < messages.length) {
            return;
        }
        @Nullable ZmqMessage[] moreMessages = new ZmqMessage[Math.max(FIRST_CAPACITY, size * 2)];
        long[] moreNumbers = new long[moreMessages.length];
        int tail = size - head;
        System.arraycopy(messages, head, moreMessages, 0, tail);
        System.arraycopy(messages, 0, moreMessages, tail, head);
        System.arraycopy(numbers, head, moreNumbers, 0, tail);
        System.arraycopy(numbers, 0, moreNumbers, tail, head);
        messages = moreMessages;
        numbers = moreNumbers;
        head = 0;
    }
}
