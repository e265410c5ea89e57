package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Answering side of many requests in flight at once: binds a REP socket (JeroMQ: a ROUTER). It runs until the process
 * is ended.
 */
@Command(name = "local_rps", description = "Echoes requests, many at once. Start it first.")
final class LocalRps implements Runnable {

    @Parameters(paramLabel = "<bind-to>")
    private String bindTo = "";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<request-count>")
    private long count;

    @Mixin
    private Extent extent = new Extent();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        extent.window(messageSize, count);
        try (Requests library = subject.openRequests()) {
            library.serveMany(bindTo);
        }
    }
}
