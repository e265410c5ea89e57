package io.reactivezmq.samples.quickstart;

import io.reactivezmq.ZmqContext;
import java.time.Duration;
import java.util.OptionalInt;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows within half a minute that demand is the high-water mark. It runs three scenes in turn, each over TCP within
 * this process, and then exits. The exit status is 0 if all checks hold, else 1.
 */
public final class Quickstart {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String USAGE = "Usage: quickstart [--page[=PORT]]";
    private static final int PORT = 8080;

    private final Plan plan;
    private final Screen screen;

    Quickstart(Plan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    /**
     * Runs all scenes and prints their results and checks. Exits with status 1 if a check fails, and with 2 if the
     * arguments are wrong. With {@code --page}, the sockets can be watched in a browser meanwhile.
     */
    public static void main(String[] args) {
        OptionalInt port = OptionalInt.empty();
        try {
            port = port(args);
        } catch (IllegalArgumentException refused) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Screen screen = Screen.standard();
        Summary summary = new Quickstart(Plan.full(), screen)
                .play(port)
                .blockOptional(LIMIT)
                .orElseThrow();
        screen.title("Checks");
        screen.print(summary.lines());
        if (!summary.passed()) {
            System.exit(1);
        }
    }

    /** Returns the port of {@code --page}, if the arguments have it. */
    static OptionalInt port(String... args) {
        if (args.length == 0) {
            return OptionalInt.empty();
        }
        if (args.length > 1 || !args[0].matches("--page(=[0-9]{1,5})?")) {
            throw new IllegalArgumentException(USAGE);
        }
        String given = args[0].substring("--page".length());
        int port = given.isEmpty() ? PORT : Integer.parseInt(given.substring(1));
        if (port > 65_535) {
            throw new IllegalArgumentException(USAGE);
        }
        return OptionalInt.of(port);
    }

    /** Plays all scenes. If a port is present, the page is open meanwhile. */
    Mono<Summary> play(OptionalInt port) {
        return Mono.usingWhen(
                Mono.fromSupplier(ZmqContext::create),
                zmq -> port.isPresent() ? withPage(zmq, port.getAsInt()) : scenes(zmq),
                ZmqContext::close);
    }

    private Mono<Summary> withPage(ZmqContext zmq, int port) {
        return Mono.usingWhen(
                Page.open(zmq, port).doOnNext(page -> screen.title("The sockets in a browser: " + page.url())),
                page -> scenes(zmq),
                Page::close);
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
