package io.reactivezmq.samples.benchmarks;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures a stream between two sockets of one context, over {@code inproc}. */
@Command(name = "inproc_thr", description = "Sends and receives in one process and measures how fast.")
final class InprocThr implements Runnable {

    static final String ENDPOINT = "inproc://bench";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<message-count>")
    private long count;

    @Mixin
    private Extent extent = new Extent();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        Window received = extent.window(messageSize, count);
        Window sent = extent.window(messageSize, count);
        Feed feed = new Feed();
        // Both sides run until the process ends, so their sockets are not closed while they are in use.
        Library library = subject.openInproc();
        daemon(() -> library.receive(ENDPOINT, feed, received, Duration.ofDays(1)));
        daemon(() -> library.send(ENDPOINT, feed, messageSize, sent, Duration.ofDays(1)));
        System.out.println(received.result().join().text("pull", subject));
    }

    static void daemon(Runnable code) {
        Thread thread = new Thread(code, "side");
        thread.setDaemon(true);
        thread.start();
    }
}
