package io.reactivezmq.page;

import io.reactivezmq.ZmqContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Shows the sockets of a context in browsers: their endpoints, peers, rates, queues and drops, and the latest 200
 * events. It is for any web server: {@link #html} is the page, and {@link #stream} is what the page reads as
 * server-sent events from the path {@code stream} below its own. The page only reads. It needs the library
 * {@code tools.jackson.core:jackson-core}.
 *
 * <p>The page shows addresses and user ids of peers. Protect it as you protect the metrics of the application.
 *
 * <p>While at least one browser is connected, each socket is asked for its statistics once per second, for all browsers
 * together. Otherwise only events are recorded, in a buffer of 200. At most {@value #MAX_STREAMS} browsers are
 * connected at once.
 */
public final class LivePage implements Disposable {

    /** The largest number of streams at once. */
    public static final int MAX_STREAMS = 16;

    /** The largest number of sockets whose peers one stream has. */
    private static final int MAX_OPENED = 8;

    private final PageFile file = PageFile.load();
    private final PageSockets sockets;
    private final Sampler sampler;
    private final Disposable listening;

    private LivePage(ZmqContext context, Scheduler scheduler) {
        sockets = new PageSockets(context);
        sampler = new Sampler(sockets, scheduler);
        listening = context.addListener(sockets);
    }

    /**
     * Creates a page of all sockets of the context, those that are open and those that are opened later. Events are
     * recorded from now on.
     */
    public static LivePage of(ZmqContext context) {
        return of(context, Schedulers.parallel());
    }

    static LivePage of(ZmqContext context, Scheduler scheduler) {
        return new LivePage(Objects.requireNonNull(context, "context"), scheduler);
    }

    /** Returns a copy of the page, in UTF-8. Its type is {@code text/html}. */
    public byte[] html() {
        return file.html();
    }

    /**
     * Returns the headers that the answer with the page has, apart from its type: among them a
     * {@code Content-Security-Policy} that allows only the page's own script and style, and connections to its own
     * server.
     */
    public Map<String, String> headers() {
        return file.headers();
    }

    /**
     * Returns what one browser gets, whose type is {@code text/event-stream}. Each element stands for one write. It
     * emits, when it is subscribed to, the newest text that the browser does not have, and completes empty if there is
     * none. Subscribe to the next one when the former is written: {@code writeAndFlushWith} of Spring and
     * {@code sendGroups} of Reactor Netty do so. So a slow browser skips to the newest state, and nothing is stored for
     * it.
     *
     * <p>Elements are emitted on a thread of {@code Schedulers.parallel()} or on the one that requests them: the first
     * at once, then one per second, and one more when another browser joins. Without demand one of them waits. The
     * stream ends when the page is disposed of, without demand too. It fails with a {@link TooManyStreamsException},
     * before the first element, when {@value #MAX_STREAMS} browsers are connected.
     *
     * @param opened the sockets whose peers the browser shows: numbers between commas, from the query parameter
     *     {@code open} of the request; anything else in it is ignored
     */
    public Flux<Mono<String>> stream(String opened) {
        Set<Integer> ids = ids(Objects.requireNonNull(opened, "opened"));
        return Flux.defer(() -> {
            PageStream stream = new PageStream(sampler, ids);
            return sampler.add(stream) ? stream.tickets() : Flux.error(new TooManyStreamsException(MAX_STREAMS));
        });
    }

    private static Set<Integer> ids(String opened) {
        Set<Integer> ids = new LinkedHashSet<>();
        for (String part : List.of(opened.split(",", MAX_OPENED + 1))) {
            if (ids.size() < MAX_OPENED && part.matches("[0-9]{1,9}")) {
                ids.add(Integer.valueOf(part));
            }
        }
        return ids;
    }

    /** Ends all streams, and records no further events. */
    @Override
    public void dispose() {
        listening.dispose();
        sampler.dispose();
    }

    @Override
    public boolean isDisposed() {
        return listening.isDisposed();
    }
}
