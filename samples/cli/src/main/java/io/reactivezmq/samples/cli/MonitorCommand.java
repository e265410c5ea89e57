package io.reactivezmq.samples.cli;

import io.reactivezmq.samples.cli.monitor.ActuatorRows;
import io.reactivezmq.samples.cli.monitor.Table;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows the sockets of a running Spring Boot application as a live table. */
@Command(
        name = "monitor",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Shows the sockets of a Spring Boot application as a table, once a second. The application has the"
                        + " starter of Reactive ZMQ and exposes its actuator endpoint \"zmq\". To watch a socket of your own, use"
                        + " --statistics of the other commands.",
        footer = {"", "Example: zmqcat monitor http://localhost:8080/actuator/zmq"})
final class MonitorCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // Set before the command runs.
    private Zmqcat program;

    @Parameters(paramLabel = "URL", description = "The address of the actuator endpoint.")
    private URI address = URI.create("http://localhost:8080/actuator/zmq");

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            converter = Seconds.class,
            defaultValue = "1",
            description = "The time between two tables. Default: 1.")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Ends after this many tables.")
    private @Nullable Integer count;

    @Override
    public Integer call() throws InterruptedException {
        ActuatorRows rows = new ActuatorRows(address);
        Table table = new Table(program.streams().out(), program.streams().outIsTerminal());
        for (int i = 0; (count == null || i < count) && !program.streams().out().checkError(); i++) {
            if (i > 0) {
                Thread.sleep(interval.toMillis());
            }
            try {
                table.print(rows.fetch(), System.nanoTime());
            } catch (IOException failure) {
                program.streams().err().println("zmqcat: " + address + ": " + failure);
                if (i == 0) {
                    return ExitStatus.NOT_CONNECTED;
                }
            }
        }
        return ExitStatus.DONE;
    }
}
