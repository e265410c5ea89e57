package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.OnFull;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/**
 * A page in a real browser. Not among the tests that every build runs, as it needs Chromium: {@code docs/compatibility.md}
 * tells how.
 */
@DisplayName("A page in Chromium")
class BrowserPage {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    @DisplayName("subscribes to a live feed, and sends back what it hears")
    void hearsTheFeed(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("page.html");
        try (var resource = Objects.requireNonNull(BrowserPage.class.getResourceAsStream("/peers/page.html"))) {
            Files.copy(resource, page);
        }
        ZmqContext zmq = ZmqContext.create();
        PubSocket pub = zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE));
        PullSocket pull = zmq.pull();
        Endpoint feed = pub.bind("ws://127.0.0.1:*/feed").block(LIMIT);
        Endpoint back = pull.bind("ws://127.0.0.1:*/back").block(LIMIT);
        String browser = Objects.requireNonNullElse(System.getenv("CHROMIUM"), "chromium-headless-shell");
        Process chromium = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory.resolve("profile"),
                        page.toUri() + "?sub=" + feed + "&push=" + back)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            pub.awaitSubscribers(1).block(LIMIT);
            List<ZmqMessage> quotes = quotes();
            pub.send(Flux.fromIterable(quotes).concatMap(quote -> Flux.just(quote, ZmqMessage.of("other", "x"))))
                    .subscribe();
            List<ZmqMessage> heard =
                    pull.receive().take(quotes.size()).collectList().block(LIMIT);
            for (int i = 0; i < quotes.size(); i++) {
                assertThat(heard.get(i).equals(quotes.get(i)))
                        .as("message %d", i)
                        .isTrue();
            }
            assertThat(heard.get(0).peer().socketType()).isEmpty();
        } finally {
            chromium.destroyForcibly().waitFor();
            zmq.close().block(LIMIT);
        }
    }

    private static List<ZmqMessage> quotes() {
        List<ZmqMessage> quotes = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            quotes.add(ZmqMessage.of("quote.EURUSD", "1.1" + i));
        }
        byte[] large = new byte[2_000_000];
        new Random(1).nextBytes(large);
        quotes.add(ZmqMessage.wrap("quote".getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[0], large));
        return quotes;
    }
}
