package io.reactivezmq.samples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load from 200 concurrent callers, from readers that keep up, and from one reader that does not. */
@Timeout(60)
class LoadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String SYMBOL = "EURUSD";
    private static final int CHUNK = 100;
    private static final int LEAST_QUOTES = 6000;
    private static final int CONCURRENT = 200;
    private static final int IN_FLIGHT = 128;
    private static final int QUESTIONS = 2000;

    private final ZmqContext zmq = ZmqContext.create();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private PubSocket feed;
    private App app;

    @BeforeEach
    void start() {
        feed = zmq.pub(o -> o.sendHighWaterMark(1000).sendBuffer(32 * 1024).linger(Duration.ZERO));
        RepSocket service = zmq.rep();
        app = App.start(
                "sample.quotes.endpoint=" + feed.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.ask.connect=" + service.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.ask.max-in-flight=" + IN_FLIGHT,
                "sample.ask.timeout=5s");
        service.serve(this::answer).subscribe();
    }

    private Mono<ZmqMessage> answer(ZmqMessage question) {
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return Mono.delay(Duration.ofMillis(20)).map(waited -> {
            underWay.decrementAndGet();
            return ZmqMessage.of("answer " + question.text());
        });
    }

    @AfterEach
    void stop() {
        app.close();
        zmq.close().block(PATIENCE);
    }

    @Test
    void aSlowReaderDoesNotSlowOthers() throws Exception {
        List<Reader> readers = IntStream.range(0, 2).mapToObj(i -> new Reader()).toList();
        try (Browser slow = Browser.open(app.port(), SYMBOL)) {
            feed.awaitSubscribers(3).block(PATIENCE);

            CompletableFuture<List<String>> answers = Flux.range(0, QUESTIONS)
                    .flatMap(i -> app.ask("question " + i), CONCURRENT)
                    .collectList()
                    .toFuture();
            long published = 0;
            while (published < LEAST_QUOTES || !answers.isDone()) {
                publish(published, CHUNK);
                published += CHUNK;
                awaitAll(readers, published);
            }

            assertThat(answers.get())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, QUESTIONS)
                            .mapToObj(i -> "answer question " + i)
                            .toList());
            assertThat(mostAtOnce.get()).as("questions at once over one socket").isBetween(20, IN_FLIGHT);
            for (Reader reader : readers) {
                assertThat(reader.gaps.get()).isZero();
            }
            List<Long> dropped = dropped();
            assertThat(dropped).as("who missed quotes, as the publisher counts").hasSize(1);

            // The slow reader starts to read. It must have missed exactly the quotes that were counted as dropped.
            CompletableFuture<List<Long>> late = CompletableFuture.supplyAsync(() -> slow.readUntil(Long.MAX_VALUE));
            Await.until("nothing waits", () -> feed.statistics().block(PATIENCE).sendQueue() == 0);
            feed.send(ZmqMessage.of(SYMBOL, Long.toString(Long.MAX_VALUE))).block(PATIENCE);
            List<Long> received = new ArrayList<>(late.get());
            received.remove(Long.MAX_VALUE);
            System.out.printf(
                    "%d quotes, %d answers, at most %d at once; the slow reader got %d and missed %d%n",
                    published, QUESTIONS, mostAtOnce.get(), received.size(), dropped.get(0));
            assertThat(received).isSorted().doesNotHaveDuplicates();
            assertThat(received.size() + dropped.get(0)).isEqualTo(published);
        } finally {
            readers.forEach(Reader::leave);
        }
    }

    private void publish(long first, int count) {
        feed.send(Quotes.of(SYMBOL, first, count)).block(PATIENCE);
    }

    private static void awaitAll(List<Reader> readers, long count) throws InterruptedException {
        for (Reader reader : readers) {
            Await.until("a reader has " + count, () -> reader.received.get() == count);
        }
    }

    private List<Long> dropped() {
        return feed.statistics().block(PATIENCE).peers().stream()
                .map((PeerStatistics peer) -> peer.dropped(DropReason.PEER_FULL))
                .filter(count -> count > 0)
                .toList();
    }

    /** A reader that keeps up. */
    private final class Reader {

        private final AtomicLong received = new AtomicLong();
        private final AtomicLong gaps = new AtomicLong();
        private final Disposable reading = app.quotes(SYMBOL).subscribe(this::next);

        private void next(String quote) {
            long number = Quotes.number(quote);
            if (number != Long.MAX_VALUE && number != received.getAndIncrement()) {
                gaps.incrementAndGet();
            }
        }

        void leave() {
            reading.dispose();
        }
    }
}
