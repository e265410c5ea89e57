package io.reactivezmq.sim;

/** A random program in a world. */
interface Simulation {

    /** Runs the program to its end. Throws when a promise does not hold. */
    void run();
}
