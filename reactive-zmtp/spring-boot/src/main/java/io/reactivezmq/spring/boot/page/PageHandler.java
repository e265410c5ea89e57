package io.reactivezmq.spring.boot.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactivezmq.page.LivePage;
import io.reactivezmq.page.TooManyStreamsException;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Answers the requests for the page and its stream. */
final class PageHandler {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, UTF_8);

    private final LivePage page;

    PageHandler(LivePage page) {
        this.page = page;
    }

    RouterFunction<ServerResponse> routes(String path) {
        return RouterFunctions.route()
                .GET(path, request -> page())
                .GET(path + "/stream", this::stream)
                .build();
    }

    private Mono<ServerResponse> page() {
        return ServerResponse.ok()
                .contentType(HTML)
                .headers(headers -> page.headers().forEach(headers::set))
                .bodyValue(page.html());
    }

    private Mono<ServerResponse> stream(ServerRequest request) {
        String opened = request.queryParam("open").orElse("");
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                // Proxies that buffer answers must not buffer this one.
                .header("X-Accel-Buffering", "no")
                .body((message, context) -> {
                    DataBufferFactory buffers = message.bufferFactory();
                    return message.writeAndFlushWith(page.stream(opened)
                            .map(ticket -> ticket.map(text -> buffers.wrap(text.getBytes(UTF_8))))
                            .onErrorMap(TooManyStreamsException.class, PageHandler::unavailable));
                });
    }

    private static ResponseStatusException unavailable(TooManyStreamsException refused) {
        return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, refused.getMessage(), refused);
    }
}
