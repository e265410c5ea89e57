package io.reactivezmq.samples.guide;

import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import reactor.core.Exceptions;

/** All programs under one roof: the first argument names the one to run. */
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

    /** Runs the program that the first argument names. */
    public static void main(String[] args) {
        System.exit(new Guide().commands.execute(args));
    }

    /** Each program first says what it is. */
    private static int run(ParseResult arguments) {
        if (arguments.hasSubcommand() && !arguments.subcommand().isUsageHelpRequested()) {
            System.out.println(
                    arguments.subcommand().commandSpec().usageMessage().description()[0]);
        }
        return new RunLast().execute(arguments);
    }

    /** For a program's own main method. */
    static void start(String program, String[] args) {
        main(Stream.concat(Stream.of(program), Stream.of(args)).toArray(String[]::new));
    }

    /** A program with its options filled in, not started. */
    static Program program(String... args) {
        return (Program)
                new Guide().commands.parseArgs(args).subcommand().commandSpec().userObject();
    }
}
