package io.reactivezmq.samples.quickstart;

import static java.util.stream.Collectors.toMap;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.event.SocketStatistics;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The PUB and SUB scene, in which one of four subscribers is too slow. It misses quotes, which are counted and reported
 * by events. The other subscribers are not affected.
 */
final class MarketFeed implements Scene<FeedResult> {

    private static final int QUOTES_PER_SECOND = 50_000;
    private static final int SLOW = 10_000;

    /** Size of the kernel's socket buffers in bytes. Larger buffers would hide the slow subscriber for seconds. */
    private static final int KERNEL_BUFFER = 64 * 1024;

    private final Plan plan;
    private final PubSocket pub;
    private final List<Subscriber> subscribers;
    private final Market market = new Market(QUOTES_PER_SECOND);
    private final AtomicInteger dropEvents = new AtomicInteger();

    MarketFeed(ZmqContext zmq, Plan plan) {
        this.plan = plan;
        pub = zmq.pub(o -> o.sendHighWaterMark(1000).sendBuffer(KERNEL_BUFFER));
        subscribers = List.of(
                new Subscriber("euro", "EURUSD", zmq.sub(), UnaryOperator.identity()),
                new Subscriber("dollar", "USD", zmq.sub(), UnaryOperator.identity()),
                new Subscriber("all", "", zmq.sub(), UnaryOperator.identity()),
                new Subscriber(
                        "slow",
                        "",
                        zmq.sub(o -> o.receiveHighWaterMark(10).receiveBuffer(KERNEL_BUFFER)),
                        Pace.perSecond(SLOW)));
    }

    @Override
    public String title() {
        return "Market data: PUB to 4 SUB, " + Format.count(QUOTES_PER_SECOND)
                + " quotes/s, high-water mark 1,000; the slow one takes " + Format.count(SLOW) + "/s";
    }

    @Override
    public Mono<FeedResult> play() {
        return pub.bind("tcp://127.0.0.1:0")
                .flatMap(at -> Scene.beside(Flux.merge(received(at), drops()), published()))
                .flatMap(result -> close().thenReturn(result));
    }

    private Flux<Quote> received(Endpoint feed) {
        return Flux.fromIterable(subscribers).flatMap(subscriber -> subscriber.quotes(feed));
    }

    private Flux<MessagesDropped> drops() {
        return pub.events().ofType(MessagesDropped.class).doOnNext(event -> dropEvents.incrementAndGet());
    }

    private Mono<FeedResult> published() {
        return pub.awaitSubscribers(subscribers.size())
                .then(pub.send(market.quotes(plan.scene()).map(Quote::encode)))
                .doOnSuccess(sent ->
                        subscribers.forEach(subscriber -> subscriber.meter().stop()))
                .then(Scene.eventually(pub.statistics().filter(this::accountedFor), plan.patience()))
                .then(pub.statistics())
                .map(this::result);
    }

    /** Returns whether every quote was received by, or dropped for, each of its subscribers. */
    private boolean accountedFor(SocketStatistics statistics) {
        long wanted =
                subscribers.stream().mapToLong(s -> market.made(s.topic())).sum();
        long received = subscribers.stream().mapToLong(s -> s.meter().count()).sum();
        return received + statistics.dropped(DropReason.PEER_FULL) == wanted;
    }

    private FeedResult result(SocketStatistics statistics) {
        return new FeedResult(
                market.made(""),
                subscribers.stream().map(this::row).toList(),
                statistics.peers().stream()
                        .filter(peer -> peer.dropped(DropReason.PEER_FULL) > 0)
                        .collect(toMap(
                                peer -> Objects.requireNonNull(peer.peer()),
                                (PeerStatistics peer) -> peer.dropped(DropReason.PEER_FULL))),
                dropEvents.get());
    }

    private FeedResult.Row row(Subscriber subscriber) {
        return new FeedResult.Row(
                subscriber.name(),
                subscriber.topic(),
                market.made(subscriber.topic()),
                subscriber.meter().count(),
                subscriber.inOrder(),
                subscriber.meter().result());
    }

    @Override
    public Mono<Table> look() {
        return Mono.fromSupplier(() -> new Table(
                FeedResult.HEADER,
                subscribers.stream()
                        .map(s ->
                                FeedResult.cells(s.name(), s.topic(), s.meter().look(), s.missed()))
                        .toList()));
    }

    private Mono<Void> close() {
        return Flux.fromIterable(subscribers).flatMap(Subscriber::close).then(pub.close());
    }
}
