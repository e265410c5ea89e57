package io.reactivezmq.samples.webflux;

import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.spring.boot.ZmqListener;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
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

    private final DemoProperties properties;
    private final PubSocket feed;

    DemoBackend(PubSocket feed, DemoProperties properties) {
        this.feed = feed;
        this.properties = properties;
    }

    /** Publishes quotes until the feed is closed with the application. */
    @PostConstruct
    void start() {
        feed.events()
                .ofType(MessagesDropped.class)
                .filter(event -> event.reason() == DropReason.PEER_FULL)
                .subscribe(DemoBackend::report);
        feed.send(quotes()).onErrorComplete().subscribe();
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

    @ZmqListener(socket = "service")
    Mono<String> answer(String question) {
        return Mono.delay(properties.answerAfter()).thenReturn("You asked: " + question);
    }

    @ZmqListener(socket = "worker")
    Mono<Void> work(ZmqMessage job) {
        return Mono.delay(Duration.ofSeconds(1).dividedBy(properties.jobsPerSecond()))
                .doOnNext(done -> log.info("a job of {} bytes is done", job.size()))
                .then();
    }

    private static void report(MessagesDropped event) {
        log.warn("{} does not keep up: {} quotes dropped so far", event.peer(), event.total());
    }
}
