package io.reactivezmq.samples.benchmarks.alternatives;

import io.reactivezmq.samples.benchmarks.Alternatives;
import io.reactivezmq.samples.benchmarks.Library;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The libraries of this package, by name. */
public final class AllAlternatives implements Alternatives {

    private static final Map<String, Supplier<Library>> BY_NAME = Map.of(
            "rsocket", RSocketLibrary::new,
            "grpc", GrpcLibrary::new,
            "reactor-netty", ReactorNettyLibrary::new,
            "jeromq-publish-on", JeroMqOnSchedulers::new,
            "spring-integration", SpringIntegrationLibrary::new);

    /** Creates the service. */
    public AllAlternatives() {}

    @Override
    public Optional<Library> open(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).map(Supplier::get);
    }
}
