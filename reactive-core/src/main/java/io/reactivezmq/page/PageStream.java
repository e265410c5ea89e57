package io.reactivezmq.page;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * What one browser gets. Each ticket takes the newest frame when it is its turn to be written, so frames do not queue
 * for a slow browser. Only one ticket waits without demand.
 */
final class PageStream {

    /** How long the browser waits before it connects again, and a first text, so that it knows that it is connected. */
    private static final String HELLO = "retry: 1000\n\n: connected\n\n";

    /** Events change on several loops, so that one with a lower version may become visible later. */
    private static final int VERSIONS_OVERLAP = 32;

    private final Sampler sampler;
    private final Set<Integer> opened;
    private final Mono<String> ticket = Mono.fromSupplier(this::next);
    private final Sinks.Many<Mono<String>> ticks = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<Mono<String>>one().get());
    private final Sinks.Empty<Void> ended = Sinks.empty();

    // Used by one ticket at a time.
    private @Nullable Frame sent;
    private long version;

    PageStream(Sampler sampler, Set<Integer> opened) {
        this.sampler = sampler;
        this.opened = opened;
    }

    Set<Integer> opened() {
        return opened;
    }

    Flux<Mono<String>> tickets() {
        return Flux.concat(Mono.just(Mono.just(HELLO)), ticks.asFlux().takeUntilOther(ended.asMono()))
                .doFinally(end -> sampler.remove(this));
    }

    /** A new frame is there. If a ticket waits already, that one takes the new frame. */
    void tick() {
        Sinks.EmitResult unused = ticks.tryEmitNext(ticket);
    }

    /** Ends the stream at once. A ticket that waits is dropped, and one that is on its way is not waited for. */
    void end() {
        Sinks.EmitResult unused = ended.tryEmitEmpty();
    }

    private @Nullable String next() {
        Frame frame = sampler.latest();
        if (frame == null || frame == sent) {
            return null;
        }
        sent = frame;
        StringBuilder text = new StringBuilder(frame.head().length() + 1024);
        text.append("data: {").append(frame.head()).append(",\"peers\":{");
        String comma = "";
        for (int id : opened) {
            String peers = frame.peers().get(id);
            if (peers != null) {
                text.append(comma).append('"').append(id).append("\":").append(peers);
                comma = ",";
            }
        }
        text.append("},\"events\":[");
        appendEvents(frame, text);
        return text.append("]}\n\n").toString();
    }

    private void appendEvents(Frame frame, StringBuilder text) {
        long from = version - VERSIONS_OVERLAP;
        String comma = "";
        for (Frame.Line event : frame.events()) {
            if (event.version() > from) {
                text.append(comma).append(event.json());
                comma = ",";
            }
            version = Math.max(version, event.version());
        }
    }
}
