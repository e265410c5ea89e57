package io.reactivezmq.samples.guide;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.broadcast.Broadcast;
import io.reactivezmq.broadcast.ReaderPolicy;
import io.reactivezmq.codec.JacksonCodec;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.value.OnUndecodable;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The code in docs/recipes.md, run over TCP. */
class RecipesTest {

    private static final Duration LIMIT = ofSeconds(20);

    record Order(String symbol, int quantity) {}

    record Fill(String symbol, double price) {}

    record Quote(String symbol, int number) {}

    private final ZmqContext zmq = ZmqContext.create();
    private final String endpoint = Ports.free();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static Mono<Fill> fill(Order order) {
        return Mono.just(new Fill(order.symbol(), order.quantity() / 100.0));
    }

    private void log(String line) {
        log.add(line);
    }

    // JSON both ways.

    @Test
    void jsonRequests() {
        // [doc]
        MessageCodec<Order> orders = JacksonCodec.of(Order.class);
        MessageCodec<Fill> fills = JacksonCodec.of(Fill.class);

        RepSocket rep = zmq.rep();
        Mono<Void> server = rep.bind(endpoint).then(rep.serve(orders, fills, order -> fill(order)));

        ReqSocket req = zmq.req(o -> o.maxInFlight(128)).connect(endpoint);
        Mono<Fill> fill = req.request(new Order("EURUSD", 100), orders, fills).timeout(ofSeconds(1));
        // [/doc]
        server.subscribe(null, failure -> log(failure.toString()));
        assertThat(fill.retry(10).block(LIMIT)).isEqualTo(new Fill("EURUSD", 1));
        assertThat(log).isEmpty();
    }

    @Test
    void jsonRequestsOfPyzmq() {
        RepSocket rep = zmq.rep();
        rep.bind(endpoint).block(LIMIT);
        rep.serve(JacksonCodec.of(Order.class), JacksonCodec.of(Fill.class), order -> fill(order))
                .subscribe();
        Half pyzmq = Side.PYTHON.start("json-order", endpoint);
        try {
            pyzmq.awaitEnd();
            assertThat(pyzmq.lines()).contains("EURUSD 1.0");
        } finally {
            pyzmq.kill();
        }
    }

    @Test
    void jsonStreams() {
        JsonMapper mapper = new JsonMapper();
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(pull.bind(endpoint).block(LIMIT));
        Flux<List<Order>> batchesOfOrders =
                Flux.range(1, 100).map(i -> new Order("a", i)).buffer(10);
        // [doc]
        MessageCodec<List<Order>> batches = JacksonCodec.of(mapper, new TypeReference<List<Order>>() {});
        Mono<Void> sent = push.send(batchesOfOrders, batches);
        Flux<List<Order>> received = pull.receive(batches, OnUndecodable.SKIP);
        // [/doc]
        push.send("no JSON").then(sent).subscribe();
        List<Order> all = received.take(10)
                .concatMapIterable(batch -> batch)
                .collectList()
                .block(LIMIT);
        assertThat(all).hasSize(100).startsWith(new Order("a", 1)).endsWith(new Order("a", 100));
        assertThat(pull.statistics().block(LIMIT).dropped(DropReason.UNDECODABLE))
                .isEqualTo(1);
    }

    // A feed to many readers.

    /** A reader that requests one value, and the rest when the test says so. */
    private static final class SlowReader extends BaseSubscriber<Quote> {

        private final Queue<Integer> numbers = new ConcurrentLinkedQueue<>();
        private final CountDownLatch first = new CountDownLatch(1);

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(Quote quote) {
            numbers.add(quote.number());
            first.countDown();
        }
    }

    @Test
    void aFeedToManyReaders() throws InterruptedException {
        PubSocket pub = zmq.pub();
        pub.bind(endpoint).block(LIMIT);
        // [doc]
        MessageCodec<Quote> quotes = JacksonCodec.of(Quote.class).withTopic(Quote::symbol);
        SubSocket sub = zmq.sub().connect(endpoint).subscribe("EUR");
        Broadcast<Quote> feed = Broadcast.of(sub.receive(quotes, OnUndecodable.SKIP));
        feed.keepReading();

        Flux<Quote> browser = feed.read(ReaderPolicy.DROP, lost -> log("missed " + lost));
        // [/doc]
        // [doc]
        Flux<Quote> screen = feed.read(ReaderPolicy.LATEST);
        // [/doc]
        pub.awaitSubscribers(1).block(LIMIT);
        SlowReader slowBrowser = new SlowReader();
        browser.subscribe(slowBrowser);
        SlowReader slowScreen = new SlowReader();
        screen.subscribe(slowScreen);
        AtomicInteger sum = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        feed.read(ReaderPolicy.SLOWEST)
                .take(100)
                .doOnComplete(all::countDown)
                .subscribe(quote -> sum.addAndGet(quote.number()));
        pub.send(Flux.range(1, 100).map(i -> new Quote("EURUSD", i)), quotes).block(LIMIT);
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sum).hasValue(5050);
        assertThat(slowBrowser.numbers).containsExactly(1);
        assertThat(log).hasSize(99).contains("missed 99");
        assertThat(slowScreen.numbers).containsExactly(1);
        slowScreen.request(5);
        assertThat(slowScreen.numbers).containsExactly(1, 100);
    }

    // Latest value only.

    @Test
    void latestValueOnly() {
        PubSocket pub = zmq.pub();
        pub.bind(endpoint).block(LIMIT);
        // [doc]
        SubSocket newest =
                zmq.sub(o -> o.conflateByTopic(true)).connect(endpoint).subscribe("EUR");
        // [/doc]
        pub.awaitSubscribers(1).block(LIMIT);
        pub.send(Flux.range(1, 500).map(i -> ZmqMessage.of("EURUSD", "" + i)))
                .thenMany(pub.send(ZmqMessage.of("EURCHF", "end")))
                .blockLast(LIMIT);
        List<String> received = newest.receive()
                .map(ZmqMessage::text)
                .delaySubscription(newest.statistics()
                        .repeatWhen(again -> again.delayElements(Duration.ofMillis(5)))
                        .takeUntil(counts -> counts.receiveQueue() == 2)
                        .then())
                .take(2)
                .collectList()
                .block(LIMIT);
        assertThat(received).containsExactlyInAnyOrder("500", "end");
    }
}
