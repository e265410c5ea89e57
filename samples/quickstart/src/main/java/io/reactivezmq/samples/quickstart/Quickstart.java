package io.reactivezmq.samples.quickstart;

import io.reactivezmq.ZmqContext;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows within half a minute that demand is the high-water mark. It runs three scenes in turn, each over TCP within
 * this process, and then exits. The exit status is 0 if all checks hold, else 1.
 */
public final class Quickstart {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Plan plan;
    private final Screen screen;

    Quickstart(Plan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    /** Runs all scenes and prints their results and checks. Exits with status 1 if a check fails. */
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
