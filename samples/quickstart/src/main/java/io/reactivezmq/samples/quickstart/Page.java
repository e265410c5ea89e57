package io.reactivezmq.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.page.LivePage;
import io.reactivezmq.page.TooManyStreamsException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The live page on a web server of its own, without Spring. Only this machine reaches it. */
final class Page {

    private static final String PATH = "/zmq";

    private final LivePage page;
    private final DisposableServer server;

    private Page(LivePage page, DisposableServer server) {
        this.page = page;
        this.server = server;
    }

    /** Starts the web server. Emits the page when it can be opened. */
    static Mono<Page> open(ZmqContext zmq, int port) {
        return Mono.defer(() -> {
            LivePage page = LivePage.of(zmq);
            return HttpServer.create()
                    .host("127.0.0.1")
                    .port(port)
                    .route(routes -> routes.get(PATH, (request, response) -> html(page, response))
                            .get(PATH + "/stream", (request, response) -> stream(page, request, response)))
                    .bind()
                    .map(server -> new Page(page, server));
        });
    }

    private static Publisher<Void> html(LivePage page, HttpServerResponse response) {
        response.header("Content-Type", "text/html; charset=utf-8");
        page.headers().forEach(response::header);
        return response.sendByteArray(Mono.just(page.html()));
    }

    private static Publisher<Void> stream(LivePage page, HttpServerRequest request, HttpServerResponse response) {
        String query = request.uri().replaceFirst("^[^?]*\\??", "");
        String opened = query.startsWith("open=") ? query.substring("open=".length()) : "";
        return page.stream(opened)
                .map(ticket -> ticket.map(text -> Unpooled.wrappedBuffer(text.getBytes(UTF_8))))
                .as(tickets ->
                        response.sse().header("Cache-Control", "no-store").sendGroups(tickets))
                .then()
                .onErrorResume(
                        TooManyStreamsException.class,
                        refused -> response.status(503).send());
    }

    /** Returns where the page is. */
    String url() {
        return "http://127.0.0.1:" + server.port() + PATH;
    }

    /** Ends the streams and the web server. */
    Mono<Void> close() {
        return Mono.fromRunnable(page::dispose).then(Mono.defer(() -> {
            server.dispose();
            return server.onDispose();
        }));
    }
}
