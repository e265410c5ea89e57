package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqMessage;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Records which tasks are done, and by which workers. */
final class Ledger {

    private final int tasks;
    private final BitSet done = new BitSet();
    private final Tally workers = new Tally();
    private int repeated;

    Ledger(int tasks) {
        this.tasks = tasks;
    }

    /** Adds a result, {@code [number, worker's name]}. */
    synchronized void add(ZmqMessage result) {
        int number = Integer.parseInt(result.text(0));
        if (done.get(number)) {
            repeated++;
        }
        done.set(number);
        workers.add(result.text(1));
    }

    synchronized boolean isEmpty() {
        return done.isEmpty();
    }

    synchronized boolean isComplete() {
        return done.cardinality() == tasks;
    }

    /** Returns the numbers of the tasks without a result. */
    synchronized List<Integer> missing() {
        return IntStream.rangeClosed(1, tasks)
                .filter(number -> !done.get(number))
                .boxed()
                .toList();
    }

    @Override
    public synchronized String toString() {
        int count = done.cardinality();
        return count + " done, " + (tasks - count) + " missing, " + repeated + " twice; by " + workers;
    }
}
