package io.reactivezmq.samples.guide;

/** How often a number came before a smaller one. */
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

    /** How many came after a greater one. */
    synchronized int overtaken() {
        return overtaken;
    }
}
