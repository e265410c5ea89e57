package io.reactivezmq.samples.guide;

import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import reactor.core.Exceptions;

/** Main class of all programs. The first argument names the program to run. */
@Command(
        name = "guide",
        description = "The classic ZeroMQ patterns, one program for each half.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            HelloServer.class,
            HelloClient.class,
            TopicPublisher.class,
            TopicSubscriber.class,
            TaskVentilator.class,
            TaskWorker.class,
            TaskSink.class,
            Forwarder.class,
            Recorder.class,
            AsyncServer.class,
            AsyncClient.class,
            AsyncInproc.class,
            Broker.class,
            BrokerService.class,
            BrokerClient.class,
            Cascade.class,
            SyncPublisher.class,
            SyncSubscriber.class,
            LazyPirateServer.class,
            LazyPirateClient.class,
            PairLeft.class,
            PairRight.class,
        })
public final class Guide {

    private final CommandLine commands = new CommandLine(this)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(Guide::run)
            .setExecutionExceptionHandler((failure, command, result) -> {
                command.getErr().println("failed: " + Exceptions.unwrap(failure).getMessage());
                return 1;
            });

    private Guide() {}

    /** Runs the program that the first argument names, and exits with its status. */
    public static void main(String[] args) {
        System.exit(new Guide().commands.execute(args));
    }

    /** Prints the description of the program, then runs it. */
    private static int run(ParseResult arguments) {
        if (arguments.hasSubcommand() && !arguments.subcommand().isUsageHelpRequested()) {
            System.out.println(
                    arguments.subcommand().commandSpec().usageMessage().description()[0]);
        }
        return new RunLast().execute(arguments);
    }

    /** Runs a program from its own main method. */
    static void start(String program, String[] args) {
        main(Stream.concat(Stream.of(program), Stream.of(args)).toArray(String[]::new));
    }

    /** Creates a program with its options filled in, without starting it. */
    static Program program(String... args) {
        return (Program)
                new Guide().commands.parseArgs(args).subcommand().commandSpec().userObject();
    }
}
