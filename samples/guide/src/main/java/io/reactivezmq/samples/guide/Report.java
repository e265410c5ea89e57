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

    /** Does this work, and every second prints a line if it is a new one. */
    static Mono<Void> everySecond(PrintStream out, Supplier<String> line, Publisher<?> work) {
        return every(Duration.ofSeconds(1), out, line, work);
    }

    /** Does this work, and now and then prints a line if it is a new one. */
    static Mono<Void> every(Duration period, PrintStream out, Supplier<String> line, Publisher<?> work) {
        return Flux.interval(period)
                .onBackpressureDrop()
                .map(tick -> line.get())
                .distinctUntilChanged()
                .doOnNext(out::println)
                .takeUntilOther(Flux.from(work).then())
                .then();
    }
}
