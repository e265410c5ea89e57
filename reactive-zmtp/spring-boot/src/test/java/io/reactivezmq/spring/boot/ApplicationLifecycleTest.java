package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PubSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.EndpointState.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A web application with sockets starts in the right order, and stops without losing work. */
@Timeout(180)
class ApplicationLifecycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WORK = Duration.ofSeconds(1);

    private final ZmqContext zmq = ZmqContext.create();
    private final HttpClient http = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class App {

        private final SubSocket quotes;
        private final ReqSocket ask;
        private final RepSocket service;
        final CountDownLatch handling = new CountDownLatch(1);

        App(SubSocket quotes, ReqSocket ask, RepSocket service) {
            this.quotes = quotes;
            this.ask = ask;
            this.service = service;
        }

        @GetMapping(path = "/quotes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> quotes() {
            return quotes.receive().map(ZmqMessage::text);
        }

        @GetMapping("/ask")
        Mono<String> ask(@RequestParam("q") String question) {
            return ask.request(question).map(ZmqMessage::text);
        }

        @ZmqListener(socket = "service")
        Mono<String> answer(String question) {
            handling.countDown();
            return Mono.delay(WORK).thenReturn("answer to " + question);
        }

        @EventListener
        void started(ReactiveWebServerInitializedEvent event) {
            whenHttpStarted = service.endpoints().block(PATIENCE);
        }
    }

    /** The endpoints of the service when the web server began to accept connections; null if it has not. */
    private static volatile List<EndpointState> whenHttpStarted;

    private static ConfigurableApplicationContext start(List<String> properties) {
        whenHttpStarted = null;
        return new SpringApplicationBuilder(App.class)
                .registerShutdownHook(false)
                .run(Stream.concat(
                                Stream.of(
                                        "server.port=0",
                                        "server.netty.max-keep-alive-requests=1",
                                        "spring.main.banner-mode=off",
                                        "spring.reactor.netty.shutdown-quiet-period=0s",
                                        "zmq.sockets.quotes.type=sub",
                                        "zmq.sockets.quotes.subscribe=",
                                        "zmq.sockets.ask.type=req",
                                        "zmq.sockets.ask.max-in-flight=8",
                                        "zmq.sockets.service.type=rep"),
                                properties.stream())
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        zmq.close().block(PATIENCE);
    }

    private <T> CompletableFuture<HttpResponse<T>> get(
            ConfigurableApplicationContext app, String path, HttpResponse.BodyHandler<T> body) {
        String port = app.getEnvironment().getRequiredProperty("local.server.port");
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                body);
    }

    @Test
    void stopsWithinSecondsAndFinishesWhatIsUnderWay() throws Exception {
        PubSocket feed = zmq.pub();
        RepSocket peer = zmq.rep();
        CountDownLatch asked = new CountDownLatch(1);
        peer.serve(question -> {
                    asked.countDown();
                    return Mono.delay(WORK).thenReturn(ZmqMessage.of("reply to " + question.text()));
                })
                .subscribe();
        ConfigurableApplicationContext app = start(List.of(
                "zmq.sockets.quotes.connect=" + feed.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.ask.connect=" + peer.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.service.bind=tcp://127.0.0.1:0"));
        try {
            assertThat(whenHttpStarted).extracting(EndpointState::status).containsExactly(Status.LISTENING);
            String service = whenHttpStarted.get(0).endpoint();

            // An open stream to a browser, one request to a peer and one of a peer are under way.
            feed.awaitSubscribers(1).block(PATIENCE);
            CompletableFuture<Stream<String>> stream =
                    get(app, "/quotes", HttpResponse.BodyHandlers.ofLines()).thenApply(HttpResponse::body);
            feed.send("quote").block(PATIENCE);
            var lines = stream.get(20, TimeUnit.SECONDS).iterator();
            assertThat(lines.next()).isEqualTo("data:quote");
            CompletableFuture<String> reply =
                    get(app, "/ask?q=a", HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> answer = zmq.req()
                    .connect(service)
                    .request("b")
                    .map(ZmqMessage::text)
                    .toFuture();
            assertThat(app.getBean(App.class).handling.await(20, TimeUnit.SECONDS))
                    .isTrue();

            long since = System.nanoTime();
            app.close();
            Duration took = Duration.ofNanos(System.nanoTime() - since);

            System.out.println("closed in " + took.toMillis() + " ms");
            assertThat(took).isLessThan(Duration.ofSeconds(5));
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("answer to b");
            assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("reply to a");
            while (lines.hasNext()) {
                assertThat(lines.next()).isEmpty();
            }
        } finally {
            app.close();
        }
    }

    @Test
    void sharesTheLoopsOfTheWebServer() throws Exception {
        RepSocket peer = zmq.rep();
        peer.serve(question -> Mono.just(ZmqMessage.of("reply"))).subscribe();
        try (ConfigurableApplicationContext app = start(List.of(
                "zmq.share-web-loops=true",
                "zmq.sockets.ask.connect=" + peer.bind("tcp://127.0.0.1:0").block(PATIENCE),
                "zmq.sockets.service.bind=tcp://127.0.0.1:0"))) {
            assertThat(get(app, "/ask?q=a", HttpResponse.BodyHandlers.ofString())
                            .get(20, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo("reply");
            assertThat(app.getBean(ReqSocket.class)
                            .statistics()
                            .map(statistics -> Thread.currentThread().getName())
                            .block(PATIENCE))
                    .startsWith("reactor-http-");
            long since = System.nanoTime();
            app.close();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void doesNotServeHttpWhenASocketCannotBind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(List.of("zmq.sockets.service.bind=tcp://127.0.0.1:" + taken.getLocalPort())))
                    .cause()
                    .isInstanceOf(ZmqConfigurationException.class)
                    .hasMessageContaining("(Address already in use)");
            assertThat(whenHttpStarted).isNull();
        }
    }
}
