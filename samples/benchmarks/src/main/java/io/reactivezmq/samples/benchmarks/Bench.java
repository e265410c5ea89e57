package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Main class of the benchmark programs. The first argument names the program to run. */
@Command(
        name = "bench",
        description = "Measures ZeroMQ.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            LocalThr.class,
            RemoteThr.class,
            LocalLat.class,
            RemoteLat.class,
            LocalRps.class,
            RemoteRps.class,
            InprocThr.class,
            InprocLat.class,
            PairsThr.class,
            PairsLat.class,
            Fanout.class,
            Connections.class,
            NettyEcho.class,
            MeteredThr.class,
            ObservedRps.class,
            SamplingCost.class,
            ReportCommand.class
        })
public final class Bench {

    private Bench() {}

    /** Runs the program that the first argument names, and exits with its status. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
