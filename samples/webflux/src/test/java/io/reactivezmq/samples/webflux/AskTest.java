package io.reactivezmq.samples.webflux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class AskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create();
    private RepSocket service;
    private Endpoint at;

    @BeforeEach
    void start() {
        service = zmq.rep();
        at = service.bind("tcp://127.0.0.1:0").block(PATIENCE);
    }

    @AfterEach
    void stop() {
        zmq.close().block(PATIENCE);
    }

    private App app(String... properties) {
        return App.start(Stream.concat(Stream.of("zmq.sockets.ask.connect=" + at), Stream.of(properties))
                .toArray(String[]::new));
    }

    @Test
    void answers() {
        service.serve(question -> Mono.just(ZmqMessage.of(question.text() + "!")))
                .subscribe();
        try (App app = app()) {
            app.http()
                    .post()
                    .uri("/ask")
                    .bodyValue("ça va?")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .isEqualTo("ça va?!");
        }
    }

    @Test
    void isLateAfterAllTriesWithoutAnAnswer() {
        try (App app = app("sample.ask.timeout=200ms", "sample.ask.retries=1")) {
            long since = System.nanoTime();
            app.http()
                    .post()
                    .uri("/ask")
                    .bodyValue("anybody?")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(504)
                    .expectBody()
                    .consumeWith(body -> assertThat(new String(body.getResponseBody(), UTF_8))
                            .contains("No answer in time"));
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(Duration.ofMillis(400));
        }
    }

    @Test
    void turnsAwayMoreThanMayWait() {
        try (App app = app(
                "zmq.sockets.ask.max-in-flight=4",
                "zmq.sockets.ask.max-pending-sends=4",
                "sample.ask.timeout=5s",
                "sample.ask.retries=0")) {
            List<Integer> statuses = Flux.range(0, 20)
                    .flatMap(i -> app.post("/ask", "anybody?"), 20)
                    .collectList()
                    .block(PATIENCE);

            assertThat(Collections.frequency(statuses, 504)).isEqualTo(4 + 4);
            assertThat(Collections.frequency(statuses, 503)).isEqualTo(12);
        }
    }

    @Test
    void tellsWhenTheServiceIsLostAndMayNotBeAskedAgain() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        service.serve(question -> {
                    asked.complete(question.text());
                    return Mono.never();
                })
                .subscribe();
        try (App app = app("sample.ask.retries=0", "sample.ask.timeout=15s")) {
            CompletableFuture<Integer> status = app.post("/ask", "still there?").toFuture();
            asked.get();
            // Without linger: by default, running handlers get time for their answers.
            service.close(Duration.ZERO).block(PATIENCE);
            assertThat(status.get()).isEqualTo(502);
        }
    }

    @Test
    void survivesTheKillingOfTheService() throws Exception {
        service.close().block(PATIENCE);
        try (AnsweringProcess first = AnsweringProcess.start(at.uri(), false);
                App app = app("sample.ask.timeout=10s", "sample.ask.retries=1")) {
            CompletableFuture<List<String>> answers = Flux.range(0, 50)
                    .flatMapSequential(i -> app.ask("question " + i))
                    .collectList()
                    .toFuture();
            for (int i = 0; i < 50; i++) {
                first.await("asked");
            }
            first.kill();
            assertThat(answers).isNotDone();

            try (AnsweringProcess second = AnsweringProcess.start(at.uri(), true)) {
                second.await("listening");
                assertThat(answers.get())
                        .isEqualTo(IntStream.range(0, 50)
                                .mapToObj(i -> "answer to question " + i)
                                .toList());
                assertThat(app.ask("more").block(PATIENCE)).isEqualTo("answer to more");
            }
        }
    }
}
