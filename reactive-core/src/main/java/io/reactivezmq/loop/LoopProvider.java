package io.reactivezmq.loop;

/** Makes loops; found by {@link java.util.ServiceLoader}. The transports on the class path need its kind of loop. */
public interface LoopProvider {

    /** A new group of this many loops, on daemon threads. */
    LoopGroup create(int loops);

    /**
     * How many bytes outside the heap the JVM allows. The default is the heap's limit, as it is the JVM's own default.
     */
    default long directMemory() {
        return Runtime.getRuntime().maxMemory();
    }
}
