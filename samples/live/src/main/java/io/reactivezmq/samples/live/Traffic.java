package io.reactivezmq.samples.live;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The traffic: what the sockets of {@code application.yml} send and answer, and the peers that receive and ask, which
 * would be other programs in reality. All of it ends when the sockets are closed.
 */
@Component
class Traffic implements ApplicationRunner {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int TICKS_PER_SECOND = 50;

    /** Size of the kernel's socket buffers in bytes. Larger ones would hide the stalled subscriber for seconds. */
    private static final int KERNEL_BUFFER = 64 * 1024;

    private static final List<String> SYMBOLS = List.of("EURUSD", "GBPUSD", "USDJPY", "USDCHF");

    private final ZmqContext zmq;
    private final PubSocket quotes;
    private final RepSocket orders;
    private final PushSocket jobs;
    private final LiveProperties properties;
    private final StallingReader laptop = new StallingReader();

    Traffic(ZmqContext zmq, PubSocket quotes, RepSocket orders, PushSocket jobs, LiveProperties properties) {
        this.zmq = zmq;
        this.quotes = quotes;
        this.orders = orders;
        this.jobs = jobs;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        subscribers(endpoint(quotes));
        workers(endpoint(jobs));
        client(endpoint(orders));
        quotes.send(quotes()).onErrorComplete().subscribe();
        jobs.send(jobs()).onErrorComplete().subscribe();
        orders.serve(order -> Mono.delay(Duration.ofMillis(15)).thenReturn(ZmqMessage.of("filled")))
                .onErrorComplete()
                .subscribe();
        Mono.delay(properties.stallAfter()).subscribe(now -> laptop.stall());
    }

    /** Makes one subscriber stop reading now. */
    void stall() {
        laptop.stall();
    }

    private static String endpoint(ZmqSocket<?> socket) {
        return Objects.requireNonNull(socket.endpoints().block(PATIENCE)).get(0).endpoint();
    }

    private void subscribers(String feed) {
        zmq.sub(o -> o.name("dashboard"))
                .connect(feed)
                .subscribe("EUR")
                .receive()
                .subscribe();
        zmq.sub(o -> o.name("archive")).connect(feed).subscribe("").receive().subscribe();
        zmq.sub(o -> o.name("laptop").receiveHighWaterMark(10).receiveBuffer(KERNEL_BUFFER))
                .connect(feed)
                .subscribe("")
                .receive()
                .subscribe(laptop);
    }

    private void workers(String source) {
        for (String name : List.of("worker-1", "worker-2")) {
            PullSocket pull = zmq.pull(o -> o.name(name).receiveHighWaterMark(100));
            pull.connect(source)
                    .receive()
                    .concatMap(job -> Mono.delay(Duration.ofMillis(5)), 1)
                    .subscribe();
        }
    }

    private void client(String service) {
        ReqSocket desk = zmq.req(o -> o.name("desk").maxInFlight(16).plainClient(properties.user(), "secret"));
        desk.connect(service);
        Flux.interval(Duration.ofMillis(4))
                .onBackpressureDrop()
                .flatMap(
                        number -> desk.request("order " + number)
                                .timeout(Duration.ofSeconds(1))
                                .onErrorComplete(),
                        16)
                .subscribe();
    }

    /** A rate that rises and falls every 20 seconds. */
    private Flux<ZmqMessage> quotes() {
        double average = (double) properties.quotesPerSecond() / TICKS_PER_SECOND;
        return Flux.interval(TICK).onBackpressureDrop().concatMapIterable(tick -> {
            double wave = 1 + 0.4 * Math.sin(2 * Math.PI * tick / (20.0 * TICKS_PER_SECOND));
            String symbol = SYMBOLS.get((int) (tick % SYMBOLS.size()));
            ZmqMessage quote = ZmqMessage.of(symbol, "1.0842 ".repeat(16));
            return Collections.nCopies((int) Math.round(average * wave), quote);
        });
    }

    private static Flux<ZmqMessage> jobs() {
        ZmqMessage job = ZmqMessage.of("resize ".repeat(100));
        return Flux.interval(TICK).onBackpressureDrop().concatMapIterable(tick -> Collections.nCopies(4, job));
    }
}
