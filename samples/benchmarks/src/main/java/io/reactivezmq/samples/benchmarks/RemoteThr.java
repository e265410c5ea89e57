package io.reactivezmq.samples.benchmarks;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Sending side of a stream: connects a PUSH or PUB socket. It keeps sending for two seconds after its own measurement,
 * so that the receiver gets all messages that it measures. Messages that the receiver no longer takes are dropped.
 */
@Command(
        name = "remote_thr",
        description = "Sends messages as fast as they are taken: to warm up, to be measured, and for a little more.")
final class RemoteThr implements Runnable {

    private static final Duration MORE = Duration.ofSeconds(2);

    @Parameters(
            paramLabel = "<connect-to>",
            converter = ConnectTo.class,
            description = "an endpoint, or - to read it from standard input")
    private String connectTo = "";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<message-count>")
    private long messageCount;

    @Mixin
    private Extent extent = new Extent();

    @Mixin
    private Feed feed = new Feed();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        Window window = extent.window(messageSize, messageCount);
        // Printed on another thread, as the sender is still running.
        String side = feed.isPub() ? "pub" : "push";
        var printed = window.result().thenAcceptAsync(throughput -> System.out.println(throughput.text(side, subject)));
        try (Streams library = subject.openStreams(feed)) {
            library.send(connectTo, feed, messageSize, window, MORE);
        }
        printed.join();
    }
}
