package io.reactivezmq.samples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnFull;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class QuotesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create();

    /** A publisher with back-pressure: it waits for a slow reader and drops no messages for it. */
    private PubSocket feed;

    private Endpoint at;
    private App app;

    @BeforeEach
    void start() {
        feed = feed();
        at = feed.bind("tcp://127.0.0.1:0").block(PATIENCE);
        app = App.start("sample.quotes.endpoint=" + at, "sample.quotes.kernel-buffer=16KB");
    }

    private PubSocket feed() {
        return zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE)
                .sendHighWaterMark(100)
                .sendBuffer(16 * 1024)
                .linger(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        app.close();
        zmq.close().block(PATIENCE);
    }

    @Test
    void streamsWhatWasAskedForUntilTheReaderLeaves() throws InterruptedException {
        StepVerifier.create(app.http()
                        .get()
                        .uri("/quotes/EURUSD")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                        .returnResult(String.class)
                        .getResponseBody())
                .then(() -> feed.awaitSubscribers(1).block(PATIENCE))
                .then(() -> publish(
                        ZmqMessage.of("EURUSD", "1"),
                        ZmqMessage.of("GBPUSD", "2"),
                        ZmqMessage.of("EURUSDX", "3"),
                        ZmqMessage.of("EURUSD", "4\n5")))
                .expectNext("1", "4\n5")
                .thenCancel()
                .verify(PATIENCE);

        awaitReaders(0);
    }

    private void publish(ZmqMessage... quotes) {
        for (ZmqMessage quote : quotes) {
            feed.send(quote).block(PATIENCE);
        }
    }

    @Test
    void refusesWhatIsNoSymbol() {
        app.http()
                .get()
                .uri("/quotes/EUR USD")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }

    @Test
    void goesOnWhenThePublisherComesBack() {
        StepVerifier.create(app.quotes("EURUSD"))
                .then(() -> feed.awaitSubscribers(1).block(PATIENCE))
                .then(() -> publish(ZmqMessage.of("EURUSD", "before")))
                .expectNext("before")
                .then(() -> {
                    feed.close().block(PATIENCE);
                    feed = feed();
                    feed.bind(at.uri()).block(PATIENCE);
                    feed.awaitSubscribers(1).block(PATIENCE);
                    publish(ZmqMessage.of("EURUSD", "after"));
                })
                .expectNext("after")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void aReaderThatDoesNotReadIsFeltAtTheSource() throws Exception {
        int count = 10_000;
        AtomicLong asked = new AtomicLong();
        try (Browser slow = Browser.open(app.port(), "EURUSD")) {
            feed.awaitSubscribers(1).block(PATIENCE);
            feed.send(Quotes.of("EURUSD", 0, count).doOnNext(quote -> asked.incrementAndGet()))
                    .subscribe();

            long stalled = awaitStandstill(asked);
            assertThat(stalled).as("what all buffers hold").isLessThan(count / 2);

            List<Long> received = slow.readUntil(count - 1);
            assertThat(received).as("no gap").isEqualTo(Quotes.numbers(0, count));
        }
        assertThat(feed.statistics().block(PATIENCE).dropped()).isZero();
        awaitReaders(0);
    }

    @Test
    void aReaderThatDoesNotReadMayLeave() throws Exception {
        AtomicLong asked = new AtomicLong();
        Browser slow = Browser.open(app.port(), "EURUSD");
        feed.awaitSubscribers(1).block(PATIENCE);
        Disposable sending = feed.send(Quotes.of("EURUSD", 0, 100_000).doOnNext(quote -> asked.incrementAndGet()))
                .subscribe();
        awaitStandstill(asked);

        slow.close();

        awaitReaders(0);
        Await.until("nobody holds up the source", sending::isDisposed);
    }

    /** Returns the count once it has not changed for 400 ms. */
    private static long awaitStandstill(AtomicLong count) {
        return Flux.interval(Duration.ofMillis(10))
                .map(tick -> count.get())
                .filter(value -> value > 0)
                .distinctUntilChanged()
                .switchMap(value -> Mono.just(value).delayElement(Duration.ofMillis(400)))
                .blockFirst(PATIENCE);
    }

    private void awaitReaders(int count) throws InterruptedException {
        Await.until(
                count + " readers",
                () -> feed.statistics().block(PATIENCE).peers().size() == count);
    }
}
