package io.reactivezmq.loop;

import io.reactivezmq.error.InvalidOptionException;

/**
 * Creates the event loops of a context. {@link java.util.ServiceLoader} finds the implementation. Transports on the
 * class path may need the loops of a certain provider.
 */
public interface LoopProvider {

    /**
     * Creates a group of loops on daemon threads.
     *
     * @param loops the number of loops
     */
    LoopGroup create(int loops);

    /**
     * Creates a group of loops on daemon threads that never sleep: a loop without work polls its connections and tasks
     * again and again, and occupies a processor.
     *
     * @param loops the number of loops
     * @throws InvalidOptionException when these loops have to sleep, which is the default
     */
    default LoopGroup createBusy(int loops) {
        throw new InvalidOptionException(
                "busyPoll", true, "the loops of " + getClass().getName() + " have to sleep");
    }

    /**
     * Returns how many bytes of direct memory, outside the heap, the JVM allows. The default is the limit of the heap,
     * which is also the default of the JVM.
     */
    default long directMemory() {
        return Runtime.getRuntime().maxMemory();
    }
}
