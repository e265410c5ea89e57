package io.reactivezmq.samples.guide;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells how things stand. */
final class Report {

    private Report() {}

    /** Does this work, and prints a line every second until it is done. */
    static Mono<Void> everySecond(PrintStream out, Supplier<String> line, Publisher<?> work) {
        return every(Duration.ofSeconds(1), out, line, work);
    }

    /** Does this work, and prints a line now and then until it is done. */
    static Mono<Void> every(Duration period, PrintStream out, Supplier<String> line, Publisher<?> work) {
        return Flux.interval(period)
                .onBackpressureDrop()
                .doOnNext(tick -> out.println(line.get()))
                .takeUntilOther(Flux.from(work).then())
                .then();
    }
}
