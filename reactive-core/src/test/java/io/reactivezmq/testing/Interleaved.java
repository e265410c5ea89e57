package io.reactivezmq.testing;

import org.jetbrains.lincheck.Lincheck;

/**
 * Explores the orders in which the steps of some threads may follow each other, with Lincheck's model checker. A test
 * creates its objects by {@code new}, as the checker does not see what a method reference creates. It assumes
 * sequential consistency; what needs fences is for jcstress.
 */
public final class Interleaved {

    private static final int ORDERS = Integer.getInteger("interleavings.orders", 2000);

    private Interleaved() {}

    /** Runs the test again and again, each time in another order. The first failure is reported with its order. */
    public static void explore(Runnable test) {
        Lincheck.runConcurrentTest(ORDERS, test);
    }

    /** Runs these tasks, each on a thread of its own, and waits for them. */
    public static void threads(Runnable... tasks) {
        Thread[] threads = new Thread[tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            threads[i] = new Thread(tasks[i]);
            threads[i].start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Fails unless both are equal. An assertion library would run as part of the test. */
    public static void expect(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
