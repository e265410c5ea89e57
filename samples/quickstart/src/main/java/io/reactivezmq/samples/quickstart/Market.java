package io.reactivezmq.samples.quickstart;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/**
 * Generates quotes at a steady pace, independent of the subscribers. It never waits: a tick without demand is skipped,
 * and its quotes are never generated.
 */
final class Market {

    private static final Symbol[] SYMBOLS = Symbol.values();
    private static final Duration TICK = Duration.ofMillis(1);

    private final List<Symbol> burst;
    private final AtomicLongArray made = new AtomicLongArray(SYMBOLS.length);

    Market(int quotesPerSecond) {
        burst = IntStream.range(0, quotesPerSecond / 1000)
                .mapToObj(i -> SYMBOLS[i % SYMBOLS.length])
                .toList();
    }

    /** Returns the quotes of the given time. The result supports one subscriber. */
    Flux<Quote> quotes(Duration time) {
        return Flux.interval(TICK)
                .onBackpressureDrop()
                .concatMapIterable(tick -> burst, 1)
                .take(time)
                .map(this::quote);
    }

    /** Returns the number of quotes generated so far, of all symbols that start with the prefix. */
    long made(String prefix) {
        return Arrays.stream(SYMBOLS)
                .filter(symbol -> symbol.name().startsWith(prefix))
                .mapToLong(symbol -> made.get(symbol.ordinal()))
                .sum();
    }

    private Quote quote(Symbol symbol) {
        long price = 1_000_000 + ThreadLocalRandom.current().nextLong(10_000);
        return new Quote(symbol, made.getAndIncrement(symbol.ordinal()), System.nanoTime(), price);
    }
}
