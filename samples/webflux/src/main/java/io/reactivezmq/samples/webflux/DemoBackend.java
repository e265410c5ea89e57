package io.reactivezmq.samples.webflux;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Embeds what other processes do in a real deployment: a publisher of quotes, an answering service and a worker, at the
 * endpoints that the application connects to. Each of them may as well be a pyzmq or libzmq program.
 */
@Component
@Profile("demo")
class DemoBackend {

    private static final Logger log = LoggerFactory.getLogger(DemoBackend.class);

    private static final List<String> SYMBOLS = List.of("EURUSD", "GBPUSD", "USDJPY");
    private static final int TICKS_PER_SECOND = 20;
    private static final Duration BIND_LIMIT = Duration.ofSeconds(5);

    private final ZmqProperties at;
    private final DemoProperties properties;
    private final PubSocket feed;
    private final RepSocket service;
    private final PullSocket worker;
    private final Disposable.Composite running = Disposables.composite();

    DemoBackend(ZmqContext zmq, ZmqProperties at, DemoProperties properties) {
        this.at = at;
        this.properties = properties;
        this.feed = zmq.pub(o -> o.sendBuffer(at.quotes().kernelBufferBytes()).linger(Duration.ZERO));
        this.service = zmq.rep(o -> o.linger(Duration.ZERO));
        this.worker = zmq.pull(o -> o.receiveHighWaterMark(at.jobs().highWaterMark()));
    }

    /**
     * Binds the sockets and starts the backend. It blocks the application's main thread until they are bound, so a port
     * that is in use fails the startup.
     */
    @PostConstruct
    void start() {
        bind(feed, at.quotes().endpoint());
        bind(service, at.ask().endpoint());
        bind(worker, at.jobs().endpoint());
        running.add(feed.events()
                .ofType(MessagesDropped.class)
                .filter(event -> event.reason() == DropReason.PEER_FULL)
                .subscribe(DemoBackend::report));
        running.add(feed.send(quotes()).subscribe());
        running.add(service.serve(this::answer).subscribe());
        running.add(work().subscribe());
    }

    private static void bind(ZmqSocket<?> socket, String endpoint) {
        log.info("{} at {}", socket.type(), socket.bind(endpoint).block(BIND_LIMIT));
    }

    private Flux<ZmqMessage> quotes() {
        int perSecond = properties.quotesPerSecond();
        int perTick = Math.max(1, perSecond / TICKS_PER_SECOND);
        return Flux.interval(Duration.ofSeconds(perTick).dividedBy(perSecond))
                .onBackpressureDrop()
                .concatMap(tick -> Flux.range(0, perTick))
                .index((number, ignored) -> number)
                .concatMapIterable(number ->
                        SYMBOLS.stream().map(symbol -> quote(symbol, number)).toList());
    }

    private static ZmqMessage quote(String symbol, long number) {
        double price = 1 + ThreadLocalRandom.current().nextDouble() / 1000;
        return ZmqMessage.of(
                symbol,
                String.format(Locale.ROOT, "{\"symbol\":\"%s\",\"number\":%d,\"price\":%.5f}", symbol, number, price));
    }

    private Mono<ZmqMessage> answer(ZmqMessage question) {
        return Mono.delay(properties.answerAfter()).map(waited -> ZmqMessage.of("You asked: " + question.text()));
    }

    private Flux<ZmqMessage> work() {
        Duration each = Duration.ofSeconds(1).dividedBy(properties.jobsPerSecond());
        return worker.receive()
                .concatMap(job -> Mono.just(job).delayElement(each), 1)
                .doOnNext(job -> log.info("a job of {} bytes is done", job.size()));
    }

    private static void report(MessagesDropped event) {
        log.warn("{} does not keep up: {} quotes dropped so far", event.peer(), event.total());
    }

    @PreDestroy
    void stop() {
        running.dispose();
    }
}
