package io.reactivezmq.samples.webflux;

import io.reactivezmq.ZmqMessage;
import java.util.List;
import java.util.stream.LongStream;
import reactor.core.publisher.Flux;

/** Numbered quotes, large enough to fill buffers soon. */
final class Quotes {

    private static final String PADDING = " " + "x".repeat(1000);

    private Quotes() {}

    static Flux<ZmqMessage> of(String symbol, long first, long count) {
        return Flux.generate(() -> first, (number, sink) -> {
            if (number == first + count) {
                sink.complete();
            } else {
                sink.next(ZmqMessage.of(symbol, number + PADDING));
            }
            return number + 1;
        });
    }

    static long number(String quote) {
        int end = quote.indexOf(' ');
        return Long.parseLong(end < 0 ? quote : quote.substring(0, end));
    }

    static List<Long> numbers(long first, long count) {
        return LongStream.range(first, first + count).boxed().toList();
    }
}
