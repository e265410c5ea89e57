package io.reactivezmq.samples.guide;

/** Counts how often a number arrives after a greater one. */
final class Order {

    private int highest;
    private int overtaken;

    synchronized void add(int number) {
        if (number < highest) {
            overtaken++;
        } else {
            highest = number;
        }
    }

    /** Returns how many numbers were added after a greater one. */
    synchronized int overtaken() {
        return overtaken;
    }
}
