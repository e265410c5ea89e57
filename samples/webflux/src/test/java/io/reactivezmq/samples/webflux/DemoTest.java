package io.reactivezmq.samples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application with its embedded backend, over {@code inproc}. */
class DemoTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo,shared-loops"})
    @Timeout(60)
    void runsByItself(String profiles) {
        // The loops of an earlier test may take time to end, and must not be mistaken for those of this application.
        Await.until("no loop of an earlier test", () -> !hasLoops());
        try (App app = App.start(
                "spring.profiles.active=" + profiles,
                "sample.quotes.endpoint=inproc://quotes",
                "zmq.sockets.ask.connect=inproc://ask",
                "zmq.sockets.jobs.connect=inproc://jobs",
                "demo.quotes-per-second=100")) {
            assertThat(app.quotes("GBPUSD").take(3).collectList().block(PATIENCE))
                    .hasSize(3)
                    .allMatch(quote -> quote.contains("\"symbol\":\"GBPUSD\""));
            assertThat(app.ask("what?").block(PATIENCE)).isEqualTo("You asked: what?");
            assertThat(app.post("/jobs", "sweep").block(PATIENCE)).isEqualTo(202);
            assertThat(hasLoops())
                    .as("the context has threads of its own")
                    .isEqualTo(!profiles.contains("shared-loops"));
        }
    }

    private static boolean hasLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("zmq-"));
    }
}
