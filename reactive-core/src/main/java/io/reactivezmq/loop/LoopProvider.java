package io.reactivezmq.loop;

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
     * Returns how many bytes of direct memory, outside the heap, the JVM allows. The default is the limit of the heap,
     * which is also the default of the JVM.
     */
    default long directMemory() {
        return Runtime.getRuntime().maxMemory();
    }
}
