package io.reactivezmq.samples.benchmarks;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Publishing side of the fan-out: binds a PUB socket, waits for its subscribers, and publishes until the process is
 * ended.
 */
@Command(name = "fanout", description = "Publishes to many subscribers as fast as it can. Start it first.")
final class Fanout implements Runnable {

    /** Time for which it publishes after its measurement. The process is ended long before. */
    private static final Duration MORE = Duration.ofSeconds(20);

    @Parameters(paramLabel = "<bind-to>")
    private String bindTo = "";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<message-count>")
    private long count;

    @Option(
            names = "--subscribers",
            defaultValue = "1",
            paramLabel = "<peers>",
            description = "how many to wait for (default: ${DEFAULT-VALUE})")
    private int subscribers;

    @Mixin
    private Extent extent = new Extent();

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        Window window = extent.window(messageSize, count);
        var printed =
                window.result().thenAcceptAsync(throughput -> System.out.println(throughput.text("pub", subject)));
        try (Library library = subject.open()) {
            library.publish(bindTo, subscribers, messageSize, window, MORE);
        }
        printed.join();
    }
}
