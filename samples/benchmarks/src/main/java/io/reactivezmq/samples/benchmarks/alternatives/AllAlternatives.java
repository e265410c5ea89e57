package io.reactivezmq.samples.benchmarks.alternatives;

import io.reactivezmq.samples.benchmarks.Alternatives;
import io.reactivezmq.samples.benchmarks.Requests;
import io.reactivezmq.samples.benchmarks.Streams;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The libraries of this package, by name. */
public final class AllAlternatives implements Alternatives {

    private static final Map<String, Supplier<Streams>> STREAMS = Map.of(
            "rsocket", RSocketLibrary::new,
            "grpc", GrpcLibrary::new,
            "jeromq-publish-on", JeroMqOnSchedulers::new,
            "spring-integration", SpringIntegrationLibrary::new);

    private static final Map<String, Supplier<Requests>> REQUESTS = Map.of(
            "rsocket", RSocketLibrary::new,
            "grpc", GrpcLibrary::new,
            "reactor-netty", ReactorNettyLibrary::new);

    /** Creates the service. */
    public AllAlternatives() {}

    @Override
    public Optional<Streams> streams(String name) {
        return Optional.ofNullable(STREAMS.get(name)).map(Supplier::get);
    }

    @Override
    public Optional<Requests> requests(String name) {
        return Optional.ofNullable(REQUESTS.get(name)).map(Supplier::get);
    }
}
