package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Requesting side of the round trips: connects a REQ socket. */
@Command(name = "remote_lat", description = "Asks, one question after the other, and measures the round trips.")
final class RemoteLat implements Runnable {

    @Parameters(
            paramLabel = "<connect-to>",
            converter = ConnectTo.class,
            description = "an endpoint, or - to read it from standard input")
    private String connectTo = "";

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
        RoundTrips trips = new RoundTrips(messageSize, roundTripCount, warmUp.count());
        try (Library library = subject.open()) {
            library.ask(connectTo, new byte[messageSize], trips);
            System.out.println(trips.result().join().text(subject));
        }
    }
}
