package io.reactivezmq.samples.benchmarks;

import java.util.Optional;

/** The libraries that a user may choose instead of ZeroMQ, found as a service. */
public interface Alternatives {

    /** Opens the library of this name, as {@code --api} gives it; empty if none has streams by that name. */
    Optional<Streams> streams(String name);

    /** Opens the library of this name, as {@code --api} gives it; empty if none has requests by that name. */
    Optional<Requests> requests(String name);
}
