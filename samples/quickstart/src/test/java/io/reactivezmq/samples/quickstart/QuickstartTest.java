package io.reactivezmq.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs all scenes with short durations. */
class QuickstartTest {

    private static final Plan SHORT = new Plan(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(20));

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Screen screen = Screen.plain(new PrintStream(shown, true, UTF_8));

    @Test
    @Timeout(100)
    void showsWhatItPromises() {
        Summary summary =
                new Quickstart(SHORT, screen).play(OptionalInt.empty()).block();

        assertThat(summary).isNotNull();
        assertThat(summary.lines()).as("checks").allMatch(line -> line.startsWith("  ok"));
        assertThat(summary.passed()).isTrue();
        assertFeed(summary.feed());
        assertPipeline(summary.pipeline());
        assertRequests(summary.requests());
        assertThat(shown.toString(UTF_8))
                .contains("Market data", "Pipeline", "Requests")
                .doesNotContain("\033");
    }

    private static void assertFeed(FeedResult feed) {
        FeedResult.Row slow = feed.subscribers().get(3);
        assertThat(slow.missed()).as("missed by the slow one").isPositive();
        assertThat(slow.received() + slow.missed()).isEqualTo(feed.published());
        assertThat(feed.dropped()).isGreaterThanOrEqualTo(slow.missed());
        assertThat(feed.dropEvents()).isPositive();
    }

    private static void assertPipeline(PipelineResult pipeline) {
        assertThat(pipeline.received()).isEqualTo(pipeline.sent()).isPositive();
        assertThat(pipeline.perSecond()).as("held back").isLessThan(pipeline.unbounded());
        assertThat(pipeline.held()).isBetween(0.5, 1.0);
    }

    private static void assertRequests(RequestResult requests) {
        assertThat(requests.answered()).isEqualTo(requests.asked()).isPositive();
        assertThat(requests.byServer()).hasSize(2);
    }
}
