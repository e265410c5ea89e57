package io.reactivezmq.samples.benchmarks;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Receiving side of a stream: binds a PULL or SUB socket. It keeps receiving for 300 ms after its own measurement, so
 * that the sender can finish its own.
 */
@Command(name = "local_thr", description = "Receives messages and measures how fast they come. Start it first.")
final class LocalThr implements Runnable {

    private static final Duration MORE = Duration.ofMillis(300);

    @Parameters(paramLabel = "<bind-to>")
    private String bindTo = "";

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
        try (Streams library = subject.openStreams(feed)) {
            library.receive(bindTo, feed, window, MORE);
        }
        System.out.println(window.result().join().text(feed.isPub() ? "sub" : "pull", subject));
    }
}
