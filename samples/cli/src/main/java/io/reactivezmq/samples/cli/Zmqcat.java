package io.reactivezmq.samples.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Sends and receives messages of ZeroMQ on the command line. */
@Command(
        name = "zmqcat",
        description = "Sends and receives messages of ZeroMQ.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = {
            HelpCommand.class,
            SendCommands.Push.class,
            SendCommands.Pub.class,
            SendCommands.Radio.class,
            ReceiveCommands.Pull.class,
            ReceiveCommands.Sub.class,
            ReceiveCommands.Dish.class,
            ReqCommand.class,
            RepCommand.class,
            BothWaysCommands.Pair.class,
            BothWaysCommands.Dealer.class,
            BothWaysCommands.Router.class,
            ProxyCommand.class,
            BenchCommand.class,
            MonitorCommand.class,
            KeygenCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        footerHeading = "%nExit status:%n",
        footer = {
            "  0    done",
            "  1    failed",
            "  2    wrong usage",
            "  3    timeout, or the count was not reached",
            "  4    cannot bind or connect",
            "  5    refused by the peer",
            "  130  interrupted",
            "",
            "Example: receive the prices of one instrument, ten at most:",
            "  zmqcat sub -c tcp://localhost:5556 -s EURUSD -n 10"
        })
public final class Zmqcat {

    private final Streams streams;

    Zmqcat(Streams streams) {
        this.streams = streams;
    }

    Streams streams() {
        return streams;
    }

    /** Runs a command, flushes its output, and returns its exit status. */
    static int run(Streams streams, String... arguments) {
        int status = new CommandLine(new Zmqcat(streams))
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .execute(arguments);
        // A print stream reports in this way only that something was not written.
        if (streams.out().checkError() && status == ExitStatus.DONE) {
            streams.err().println("zmqcat: the standard output is closed");
            return ExitStatus.FAILED;
        }
        return status;
    }

    public static void main(String[] arguments) {
        // Buffered, as messages are small.
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024),
                false,
                StandardCharsets.UTF_8);
        Streams streams = new Streams(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in), 64 * 1024),
                out,
                System.err,
                Boolean.getBoolean("zmqcat.out.terminal"),
                Boolean.getBoolean("zmqcat.err.terminal"));
        System.exit(run(streams, arguments));
    }
}
