package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** All the programs under one roof. */
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
            ReportCommand.class
        })
public final class Bench {

    private Bench() {}

    /** Runs the program that the first argument names. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
