package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requesting side of many requests in flight at once: connects a pipelined REQ socket (JeroMQ: a DEALER). */
@Command(name = "remote_rps", description = "Asks, many questions at once, and measures how many are answered.")
final class RemoteRps implements Runnable {

    @Parameters(
            paramLabel = "<connect-to>",
            converter = ConnectTo.class,
            description = "an endpoint, or - to read it from standard input")
    private String connectTo = "";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<request-count>")
    private long count;

    @Option(
            names = "--in-flight",
            defaultValue = "128",
            paramLabel = "<requests>",
            description = "how many are under way at once (default: ${DEFAULT-VALUE})")
    private int inFlight;

    @Mixin
    private Extent extent = new Extent();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        Window window = extent.window(messageSize, count);
        try (Requests library = subject.openRequests()) {
            library.askMany(connectTo, new byte[messageSize], inFlight, window);
            System.out.println(window.result().join().text("req", subject));
        }
    }
}
