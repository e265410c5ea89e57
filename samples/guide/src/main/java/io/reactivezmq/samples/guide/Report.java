package io.reactivezmq.samples.guide;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Prints progress while some work is done. */
final class Report {

    private Report() {}

    /** Runs the work and prints a line every second, unless it equals the line before. */
    static Mono<Void> everySecond(PrintStream out, Supplier<String> line, Publisher<?> work) {
        return every(Duration.ofSeconds(1), out, line, work);
    }

    /** Runs the work and prints a line after each period, unless it equals the line before. */
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
