package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures round trips between two sockets of one context, over {@code inproc}. */
@Command(name = "inproc_lat", description = "Asks and answers in one process and measures the round trips.")
final class InprocLat implements Runnable {

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<roundtrip-count>")
    private long count;

    @Mixin
    private WarmUpTrips warmUp = new WarmUpTrips();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        RoundTrips trips = new RoundTrips(messageSize, count, warmUp.count());
        // The answering side runs until the process ends, so its socket is not closed while it is in use.
        Library library = subject.openInproc();
        InprocThr.daemon(() -> library.serve(InprocThr.ENDPOINT, warmUp.count() + count));
        InprocThr.daemon(() -> library.ask(InprocThr.ENDPOINT, new byte[messageSize], trips));
        System.out.println(trips.result().join().text(subject));
    }
}
