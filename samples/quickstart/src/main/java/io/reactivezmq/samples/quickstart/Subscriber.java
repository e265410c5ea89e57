package io.reactivezmq.samples.quickstart;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SubSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Receives quotes and detects gaps in their numbers. */
final class Subscriber {

    private final String name;
    private final String topic;
    private final SubSocket sub;
    private final UnaryOperator<Flux<Quote>> consumer;
    private final Meter meter = new Meter();
    private final Map<Symbol, Long> next = new EnumMap<>(Symbol.class);
    private volatile long missed;
    private volatile boolean inOrder = true;

    Subscriber(String name, String topic, SubSocket sub, UnaryOperator<Flux<Quote>> consumer) {
        this.name = name;
        this.topic = topic;
        this.sub = sub;
        this.consumer = consumer;
    }

    /** Subscribes to the topic at the feed and emits quotes until the socket is closed. */
    Flux<Quote> quotes(Endpoint feed) {
        return sub.connect(feed)
                .subscribe(topic)
                .receive()
                .map(Quote::decode)
                .transform(consumer)
                .doOnNext(this::received);
    }

    private void received(Quote quote) {
        long expected = next.getOrDefault(quote.symbol(), 0L);
        next.put(quote.symbol(), quote.number() + 1);
        inOrder &= quote.number() >= expected;
        missed += quote.number() - expected;
        meter.record(quote.madeAt());
    }

    String name() {
        return name;
    }

    String topic() {
        return topic;
    }

    Meter meter() {
        return meter;
    }

    /** Returns the number of quotes missed so far. Quotes missing after the last one received are not detected yet. */
    long missed() {
        return missed;
    }

    boolean inOrder() {
        return inOrder;
    }

    Mono<Void> close() {
        return sub.close();
    }
}
