package io.reactivezmq.samples.webflux;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** The application on a free port, with HTTP clients that have threads and connections of their own. */
final class App implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ConfigurableApplicationContext context;
    private final LoopResources loops = LoopResources.create("test-client", 1, true);
    private final ConnectionProvider connections = ConnectionProvider.create("test-client", 500);

    private App(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts the application with the given properties, such as {@code sample.ask.retries=0}. */
    static App start(String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.netty.max-keep-alive-requests=1",
                "--spring.main.banner-mode=off",
                "--spring.reactor.netty.shutdown-quiet-period=0s"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new App(new SpringApplicationBuilder(WebFluxSample.class)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    WebTestClient http() {
        return WebTestClient.bindToServer(connector())
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(PATIENCE)
                .build();
    }

    private ReactorClientHttpConnector connector() {
        return new ReactorClientHttpConnector(HttpClient.create(connections).runOn(loops));
    }

    private WebClient web() {
        return WebClient.builder()
                .clientConnector(connector())
                .baseUrl("http://127.0.0.1:" + port())
                .build();
    }

    /** Emits the quotes of a symbol as a browser gets them. */
    Flux<String> quotes(String symbol) {
        return web().get()
                .uri("/quotes/" + symbol)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(String.class);
    }

    /** Sends a question and emits the answer. */
    Mono<String> ask(String question) {
        return web().post().uri("/ask").bodyValue(question).retrieve().bodyToMono(String.class);
    }

    /** Sends a POST and emits its status. No status is an error. */
    Mono<Integer> post(String path, String body) {
        return web().post()
                .uri(path)
                .bodyValue(body)
                .exchangeToMono(response ->
                        response.releaseBody().thenReturn(response.statusCode().value()));
    }

    /** Closes the application context, as SIGTERM does. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
        connections.disposeLater().block(PATIENCE);
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }
}
