package io.reactivezmq.samples.quickstart;

import io.reactivezmq.ZmqContext;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows in half a minute what it means that demand is the high-water mark. Three scenes, one after the other, each over
 * TCP in this one process; it ends by itself, with 0 when all that must hold did hold.
 */
public final class Quickstart {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Plan plan;
    private final Screen screen;

    Quickstart(Plan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    /** Plays it all. */
    public static void main(String[] args) {
        Screen screen = Screen.standard();
        Summary summary =
                new Quickstart(Plan.full(), screen).play().blockOptional(LIMIT).orElseThrow();
        screen.title("Checks");
        screen.print(summary.lines());
        if (!summary.passed()) {
            System.exit(1);
        }
    }

    Mono<Summary> play() {
        return Mono.usingWhen(Mono.fromSupplier(ZmqContext::create), this::scenes, ZmqContext::close);
    }

    private Mono<Summary> scenes(ZmqContext zmq) {
        return Mono.defer(() -> play(new MarketFeed(zmq, plan)))
                .flatMap(feed -> play(new Pipeline(zmq, plan))
                        .flatMap(pipeline ->
                                play(new Requests(zmq, plan)).map(requests -> new Summary(feed, pipeline, requests))));
    }

    private <R extends SceneResult> Mono<R> play(Scene<R> scene) {
        screen.title(scene.title());
        return Mono.using(() -> show(scene), shown -> scene.play(), Disposable::dispose)
                .doOnNext(screen::result);
    }

    private Disposable show(Scene<?> scene) {
        return Flux.interval(plan.look())
                .onBackpressureDrop()
                .concatMap(tick -> scene.look(), 1)
                .subscribe(screen::show);
    }
}
