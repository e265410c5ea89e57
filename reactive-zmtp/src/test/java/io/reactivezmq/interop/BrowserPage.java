package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.EventLog;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/**
 * A page in a real browser. Not among the tests that every build runs, as it needs Chromium:
 * {@code docs/compatibility.md} tells how.
 */
@DisplayName("A page in Chromium")
class BrowserPage {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> PROGRAMS =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private ZmqContext zmq;
    private HttpServer site;
    private String origin;

    @TempDir
    Path directory;

    @BeforeEach
    void open() throws IOException {
        zmq = ZmqContext.create();
        site = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        origin = "http://127.0.0.1:" + site.getAddress().getPort();
        site.createContext("/page.html", exchange -> {
            try (exchange;
                    var page = Objects.requireNonNull(BrowserPage.class.getResourceAsStream("/peers/page.html"))) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, 0);
                page.transferTo(exchange.getResponseBody());
            }
        });
        site.start();
    }

    @AfterEach
    void close() {
        site.stop(0);
        zmq.close().block(LIMIT);
    }

    private Process visit(Endpoint feed, Endpoint back) throws IOException {
        return new ProcessBuilder(
                        browser(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory.resolve("profile"),
                        origin + "/page.html?sub=" + feed + "&push=" + back)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns the browser that the environment names, or the first of those that systems have. */
    private static String browser() {
        String chosen = System.getenv("CHROMIUM");
        if (chosen != null) {
            return chosen;
        }
        List<String> directories = List.of(System.getenv("PATH").split(File.pathSeparator));
        return PROGRAMS.stream()
                .filter(program ->
                        directories.stream().anyMatch(directory -> Files.isExecutable(Path.of(directory, program))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("install one of " + PROGRAMS));
    }

    @Test
    @DisplayName("of an origin that is accepted subscribes to a live feed, and sends back what it hears")
    void hearsTheFeed() throws Exception {
        PubSocket pub = zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE).acceptOrigin(origin));
        PullSocket pull = zmq.pull();
        Process chromium = visit(
                pub.bind("ws://127.0.0.1:*/feed").block(LIMIT),
                pull.bind("ws://127.0.0.1:*/back").block(LIMIT));
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
        }
    }

    @Test
    @DisplayName("of another origin does not come in")
    void isKeptOut() throws Exception {
        PubSocket pub = zmq.pub(o -> o.acceptOrigin("https://app.example.org"));
        EventLog events = EventLog.of(pub);
        Process chromium = visit(
                pub.bind("ws://127.0.0.1:*/feed").block(LIMIT),
                zmq.pull().bind("ws://127.0.0.1:*/back").block(LIMIT));
        try {
            assertThat(events.next(HandshakeFailed.class).cause())
                    .isInstanceOf(PeerRefusedException.class)
                    .hasMessageEndingWith(" " + origin);
        } finally {
            chromium.destroyForcibly().waitFor();
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
