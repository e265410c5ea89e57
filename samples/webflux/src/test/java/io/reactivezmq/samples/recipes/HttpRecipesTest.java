package io.reactivezmq.samples.recipes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The recipes of docs/recipes.md that need HTTP. */
@Timeout(120)
class HttpRecipesTest {

    private static final Duration LIMIT = ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create();
    private PubSocket pub;
    private RepSocket rep;
    private String feed;
    private String answers;

    @BeforeEach
    void start() {
        pub = zmq.pub();
        rep = zmq.rep();
        feed = "zmq.sockets.quotes.connect=" + bind(pub.bind("tcp://127.0.0.1:*"));
        answers = "zmq.sockets.ask.connect=" + bind(rep.bind("tcp://127.0.0.1:*"));
    }

    private static String bind(Mono<Endpoint> bound) {
        return bound.block(LIMIT).uri();
    }

    @AfterEach
    void stop() {
        zmq.close().block(LIMIT);
    }

    @Test
    void eachBrowserGetsTheFeed() throws Exception {
        try (RecipeApp app = RecipeApp.start(feed, answers)) {
            Disposable publishing = Flux.interval(ofMillis(10))
                    .onBackpressureDrop()
                    .concatMap(tick -> pub.send(ZmqMessage.of("EURUSD", "quote " + tick)))
                    .subscribe();
            List<List<String>> browsers = Flux.range(0, 20)
                    .flatMap(i -> app.feed().take(5).collectList(), 20)
                    .collectList()
                    .block(LIMIT);
            publishing.dispose();
            assertThat(browsers)
                    .hasSize(20)
                    .allSatisfy(quotes -> assertThat(quotes)
                            .hasSize(5)
                            .doesNotHaveDuplicates()
                            .allMatch(quote -> quote.startsWith("quote ")));
        }
    }

    @Test
    void aDeadServiceIsLeftAloneUntilItIsBack() {
        AtomicBoolean answering = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        rep.serve(question -> {
                    asked.incrementAndGet();
                    return answering.get() ? Mono.just(ZmqMessage.of("answer to " + question.text())) : Mono.never();
                })
                .subscribe();
        try (RecipeApp app = RecipeApp.start(feed, answers)) {
            assertThat(app.ask("a").block(LIMIT)).isEqualTo("504 ");
            assertThat(asked).as("one attempt and two retries").hasValue(3);
            assertThat(app.ask("b").block(LIMIT)).isEqualTo("504 ");
            assertThat(asked).hasValue(6);
            assertThat(app.ask("c").block(LIMIT)).isEqualTo("503 ");
            assertThat(asked).as("nothing is asked while the breaker is open").hasValue(6);

            CompletableFuture<CircuitBreaker.State> closed = new CompletableFuture<>();
            app.breaker().getEventPublisher().onStateTransition(change -> {
                if (change.getStateTransition().getToState() == CircuitBreaker.State.CLOSED) {
                    closed.complete(CircuitBreaker.State.CLOSED);
                }
            });
            answering.set(true);
            String answer = app.ask("d")
                    .filter(reply -> reply.startsWith("200"))
                    .repeatWhenEmpty(again -> again.delayElements(ofMillis(20)))
                    .block(LIMIT);
            assertThat(answer).isEqualTo("200 answer to d");
            assertThat(app.ask("e").block(LIMIT)).isEqualTo("200 answer to e");
            assertThat(closed.join()).isEqualTo(CircuitBreaker.State.CLOSED);
        }
    }
}
