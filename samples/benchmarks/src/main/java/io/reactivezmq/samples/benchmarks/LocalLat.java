package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Answering side of the round trips: binds a REP socket. */
@Command(name = "local_lat", description = "Echoes requests. Start it first.")
final class LocalLat implements Runnable {

    @Parameters(paramLabel = "<bind-to>")
    private String bindTo = "";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<roundtrip-count>")
    private long roundTripCount;

    @Mixin
    private WarmUpTrips warmUp = new WarmUpTrips();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        try (Library library = subject.open()) {
            library.serve(bindTo, warmUp.count() + roundTripCount);
        }
    }
}
