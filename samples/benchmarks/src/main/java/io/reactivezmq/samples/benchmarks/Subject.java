package io.reactivezmq.samples.benchmarks;

import java.util.Locale;
import picocli.CommandLine.Option;

/** Options: what is measured. */
final class Subject {

    /** A library. */
    enum Api {
        /** This one. */
        OURS,
        /** JeroMQ, on a thread that waits. */
        JEROMQ
    }

    /** Where the application's code runs. */
    enum Threads {
        /** On the socket's event loop. */
        LOOP,
        /** On a thread of its own, as it has to with other libraries. */
        APP
    }

    @Option(names = "--api", defaultValue = "ours", description = "ours or jeromq (default: ours)")
    private Api api = Api.OURS;

    @Option(
            names = "--threads",
            defaultValue = "app",
            description = "where the application's code runs: on the event loop or on an app thread (default: app)")
    private Threads threads = Threads.APP;

    Library open() {
        return switch (api) {
            case OURS -> new Ours(threads == Threads.LOOP ? new OnLoop() : new OnThread());
            case JEROMQ -> new JeroMq();
        };
    }

    String api() {
        return api.name().toLowerCase(Locale.ROOT);
    }

    String threads() {
        return (api == Api.OURS ? threads : Threads.APP).name().toLowerCase(Locale.ROOT);
    }
}
