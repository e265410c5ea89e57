package io.reactivezmq.samples.benchmarks;

/** What a side that binds tells the script. */
public final class Listening {

    private Listening() {}

    /** Prints the endpoint, which the script passes to the other side. */
    public static void at(String endpoint) {
        System.out.println("listening on " + endpoint);
        System.out.flush();
    }
}
