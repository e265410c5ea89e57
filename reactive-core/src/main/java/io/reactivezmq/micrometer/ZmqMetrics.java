package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.reactivezmq.ZmqContext;
import java.util.Objects;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Registers meters for the sockets of a context. {@code docs/observability.md} lists them. It needs
 * {@code io.micrometer:micrometer-core}.
 *
 * <pre>{@code
 * Disposable metrics = ZmqMetrics.bind(zmq, registry);
 * }</pre>
 *
 * <p>The meters cover the sockets that are open and those that are opened later. Once per step, one second by default,
 * each socket is asked for its statistics on its loop. Nothing else runs there but the count of connection events. The
 * meters show the last snapshot, so a scrape costs sockets nothing. Registering takes place on a thread of its own,
 * {@code zmq-metrics}. What the registry throws there is logged, and affects no socket.
 *
 * <p>The meters of a socket have the tags {@code socket}, its name, and {@code type}. Sockets of one type with the same
 * name share meters that show their sum. Give names to sockets that come and go: each default name is new. The meters
 * of a socket are removed when it has closed, and all meters when the context has closed, or the result is disposed of.
 *
 * <p>Contexts that share a registry need tags that distinguish them.
 */
// Applications that use this require the module of Micrometer themselves.
@SuppressWarnings("exports")
public final class ZmqMetrics {

    private ZmqMetrics() {}

    /** Registers meters once per second, without additional tags. Disposing of the result removes them soon. */
    public static Disposable bind(ZmqContext context, MeterRegistry registry) {
        return bind(context, registry, options -> {});
    }

    /**
     * Registers meters once per second, each with these additional tags. Disposing of the result removes them soon.
     *
     * @param tags tags for all meters
     */
    public static Disposable bind(ZmqContext context, MeterRegistry registry, Iterable<Tag> tags) {
        Objects.requireNonNull(tags, "tags");
        return bind(context, registry, options -> options.tags(tags));
    }

    /**
     * Registers meters with other options. Disposing of the result removes them soon.
     *
     * @param changes changes the default options, on the caller's thread
     */
    public static Disposable bind(
            ZmqContext context, MeterRegistry registry, Consumer<? super ZmqMetricsOptions> changes) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(registry, "registry");
        ZmqMetricsOptions options = new ZmqMetricsOptions();
        changes.accept(options);
        // One thread, on which a registry may block.
        MetricsBinding binding = new MetricsBinding(
                context,
                registry,
                options,
                Schedulers.newBoundedElastic(1, Schedulers.DEFAULT_BOUNDED_ELASTIC_QUEUESIZE, "zmq-metrics", 60, true));
        binding.start();
        return binding;
    }
}
